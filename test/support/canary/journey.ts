import { canaryMarkers, profileMarkers } from '../../../dev/simulator/markers.ts';
import { CityService } from '../city-service.ts';
import type { Connection } from '../city-service.ts';
import { Evidence, newPerson } from '../evidence.ts';
import { deleteEverything } from '../fresh-proof.ts';
import { Resident } from '../resident.ts';
import type { TestService } from '../service.ts';
import { travelEveryOutcome } from './trips.ts';

/** A name that looks different in HTML, JSON and addresses. */
export const identity = {
  name: 'Cárla "Cnry" & Söhne',
  google: '119988776655443322110',
  facebook: '10160000000000608',
};

const person = 'canary';

/** A resident's whole life with the service, where every provider answer is full of markers. */
export class CanaryJourney {
  readonly markers = canaryMarkers('trip');
  readonly resident: Resident;
  readonly #evidence: Evidence;

  private constructor(
    readonly service: TestService,
    readonly app: CityService,
    readonly desk: CityService,
  ) {
    this.resident = new Resident(service);
    this.#evidence = new Evidence(service);
  }

  static async prepare(service: TestService): Promise<CanaryJourney> {
    const { name, ...subjects } = identity;
    const extra = profileMarkers(canaryMarkers('person'));
    service.simulator.addPerson({ id: person, name, subjects, extra });
    const app = await CityService.register(service);
    const desk = await CityService.register(service, {
      redirectUris: [],
      scopes: ['admin:links.revoke'],
      grantTypes: ['client_credentials'],
      scopesApproved: true,
    });
    return new CanaryJourney(service, app, desk);
  }

  /** Every way a trip can go, while nobody has linked the account. Returns how many trips that were. */
  goThroughEveryOutcome(): Promise<number> {
    return travelEveryOutcome(this.service, { person, markers: this.markers });
  }

  /** First and second sign-in, a second account, a conflict, a cancelled trip. Returns the review pages. */
  async linkEverything(): Promise<string> {
    const at = { person, options: { markers: this.markers } };
    await this.resident.travel('google', at);
    const first = await this.resident.open(
      this.resident.page.url.pathname.replace('/new/', '/review/'),
    );
    await this.resident.confirm();
    const second = await this.resident.travel('facebook', at);
    await this.resident.confirm();
    await this.resident.open('/account');
    await this.comeBack();
    await this.conflict();
    await this.resident.travel('google', { ...at, outcome: 'deny' });
    return first.text + second.text;
  }

  /** Uses an app and ends it, then connects once more so that something is left to be revoked. */
  async useApp(): Promise<Connection> {
    const { app, resident } = this;
    await app.connect(resident);
    const connection = await app.connect(resident);
    const { accessToken, refreshToken } = connection;
    await app.introspect(accessToken);
    await app.userinfo(accessToken);
    const refreshed = await app.refresh(refreshToken);
    await app.revoke(String(refreshed.json.refresh_token));
    await app.introspect(accessToken);
    return app.connect(resident);
  }

  /** The resident removes one account, staff another resident's, and the resident everything. */
  async end(): Promise<void> {
    const { resident } = this;
    await this.revokeAnother();
    const unlink = await this.facebookRemoval();
    await resident.open(unlink);
    await resident.browser.submit(unlink);
    await resident.travel('google', { person, options: { markers: this.markers } });
    await deleteEverything(resident);
  }

  close(): void {
    this.app.close();
    this.desk.close();
  }

  private async comeBack(): Promise<void> {
    for (const outcome of ['approve', 'name-changed', 'extra-fields']) {
      const visitor = new Resident(this.service);
      await visitor.travel('google', { person, outcome, options: { markers: this.markers } });
      await visitor.open('/account');
    }
  }

  private async conflict(): Promise<void> {
    const other = new Resident(this.service);
    await other.link('google', { person: 'ana', outcome: 'extra-fields' });
    await other.travel('facebook', { person, options: { markers: this.markers } });
  }

  private async facebookRemoval(): Promise<string> {
    const { text } = await this.resident.open('/account');
    const paths = [...text.matchAll(/\/account\/links\/[\w-]+\/remove/g)].map(([path]) => path);
    return paths.at(-1) ?? '/no-link-to-remove';
  }

  private async revokeAnother(): Promise<void> {
    const other = new Resident(this.service);
    await other.link('google', { person: newPerson(this.service), outcome: 'extra-fields' });
    const link = (await this.#evidence.links()).at(-1);
    const granted = await this.desk.token({ grant_type: 'client_credentials' });
    await this.desk.call(`/api/admin/links/${link?.id}/revoke`, {
      body: JSON.stringify({ reason: 'security' }),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${String(granted.json.access_token)}`,
      },
    });
  }
}
