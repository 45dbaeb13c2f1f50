import { newId } from '../../src/kernel/ids.ts';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import type { StaffRole } from '../../src/permissions/permissions.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import type { Person } from '../../src/staff/person.ts';
import { HeadlessBrowser } from './browser.ts';
import type { Page, Visit } from './browser.ts';
import { SoftPasskey } from './passkey.ts';
import type { TestService } from './service.ts';

/** Whoever is at the server. */
export const atServer = { actor: { kind: 'staff', id: 'cli' }, role: 'operator' } as const;

/** A member of staff at a browser, with a passkey. */
export class Clerk {
  readonly browser = new HeadlessBrowser();
  readonly passkey: SoftPasskey;

  constructor(
    readonly service: TestService,
    readonly person: Person,
  ) {
    this.passkey = new SoftPasskey(service.url);
  }

  /** Lets somebody in as an operator at the server would; they enrol and are signed in. */
  static async start(service: TestService, role: StaffRole, name = `A ${role}`): Promise<Clerk> {
    const people = service.running.app.get(StaffPeople);
    const { person, token } = await people.invite(atServer, { name, role });
    const clerk = new Clerk(service, person);
    await clerk.enrol(token);
    return clerk;
  }

  /** The page that is open. */
  get page(): Page {
    if (!this.browser.page) throw new Error('No page is open.');
    return this.browser.page;
  }

  /** Opens a page, and uses the passkey where it is asked for. */
  async open(path: string): Promise<Page> {
    await this.browser.open(new URL(path, this.service.url));
    return this.useIfAsked();
  }

  /** Sends a form of the page that is open. */
  submit(action: string, fields: Record<string, string | string[]> = {}, visit: Visit = {}) {
    return this.browser.submit(action, fields, visit);
  }

  /** Makes the passkey known through a link. */
  async enrol(token: string): Promise<Page> {
    await this.browser.open(new URL(`/staff/enrol/${token}`, this.service.url));
    return this.browser.submit(`/enrol/${token}`, { answer: this.answer('make') });
  }

  /** Signs in with the passkey. */
  async signIn(): Promise<Page> {
    await this.browser.open(new URL('/staff/sign-in', this.service.url));
    return this.browser.submit('/staff/sign-in', { answer: this.answer('use') });
  }

  /** What the passkey answers to the page that is open. */
  answer(kind: 'make' | 'use'): string {
    const options = optionsOn(this.page);
    return JSON.stringify(kind === 'make' ? this.passkey.make(options) : this.passkey.use(options));
  }

  private async useIfAsked(): Promise<Page> {
    if (!this.page.url.pathname.endsWith('/staff/prove')) return this.page;
    return this.browser.submit('/staff/prove', { answer: this.answer('use') });
  }
}

/** What the page that is open asks a passkey. */
export function optionsOn({ text }: Page): { challenge: string } {
  const quoted = /data-options="([^"]*)"/.exec(text)?.[1];
  if (quoted === undefined) throw new Error('The page asks for no passkey.');
  return JSON.parse(quoted.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as {
    challenge: string;
  };
}

/** Somebody new who works for the city. */
export function staffMember(role: StaffRole): StaffMember {
  return { actor: { kind: 'staff', id: newId() }, role };
}
