import { Apps } from '../../../src/apps/apps.ts';
import type { CityApp } from '../../../src/apps/city-app.ts';
import { Grants } from '../../../src/grants/grants.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { Database } from '../../../src/platform/database/database.ts';
import type { Sql } from '../../../src/platform/database/statement.ts';
import { Residents } from '../../../src/residents/residents.ts';
import { Sessions } from '../../../src/residents/sessions.ts';
import { Revocations } from '../../../src/revocations/revocations.ts';
import type { CityService } from '../city-service.ts';
import { newLink, newTokenOf } from '../new-link.ts';
import { decodeJwt } from 'jose';

/** Every way in which something that covers a token can end it. */
export const kinds = [
  'token',
  'grant',
  'link',
  'resident',
  'session',
  'hold',
  'policy',
  'app',
  'provider',
] as const;
export type Kind = (typeof kinds)[number];

/** A token that ends in one way, and nothing else with it. */
export interface Revocable {
  kind: Kind;
  token: string;
  /** Ends it; has returned when that is committed. */
  revoke(): Promise<void>;
}

/** Makes tokens with the service's own parts, each with a resident, a link and a session of its own. */
export class Revocables {
  constructor(private readonly parks: CityService) {}

  async make(kind: Kind): Promise<Revocable> {
    const app = kind === 'app' ? await this.anotherApp() : this.parks.app;
    // A provider that nobody else comes from, so that to switch it off ends this one token.
    const provider = kind === 'provider' ? `p-${newId().slice(0, 8)}` : 'google';
    const ids = await this.part(Database).transaction((sql) => this.connect(sql, app, provider));
    const audience = this.parks.app.resource;
    const made = { grantId: ids.grant, audience };
    const token = await newTokenOf(this.parks.service, app, made);
    return { kind, token, revoke: () => this.end(kind, { ...ids, app: app.id, provider, token }) };
  }

  private async end(
    kind: Kind,
    ids: Record<'grant' | 'link' | 'resident' | 'session' | 'app' | 'provider' | 'token', string>,
  ): Promise<void> {
    const [lattice, database] = [this.part(Revocations), this.part(Database)];
    switch (kind) {
      case 'token': {
        const { jti = '', exp = 0 } = decodeJwt(ids.token);
        return lattice.revokeToken(database, jti, new Date(exp * 1000));
      }
      case 'hold':
      case 'policy':
        await lattice.pause(database, { rule: kind, id: ids.resident });
        return undefined;
      case 'grant':
      case 'link':
      case 'resident':
      case 'session':
      case 'app':
      case 'provider':
        return lattice.raise(database, { rule: kind, id: ids[kind] });
      default:
        return kind satisfies never;
    }
  }

  private async connect(sql: Sql, app: CityApp, provider: string) {
    const resident = await this.part(Residents).create(sql, 'en');
    const link = await newLink(this.parks.service, sql, resident);
    const signedIn = { residentId: resident, authLink: link, provider, isShared: false };
    const { id } = await this.part(Sessions).open(sql, signedIn);
    const session = { ...signedIn, id, authenticatedAt: new Date() };
    const made = { session, app, scopes: ['openid'], resources: [this.parks.app.resource] };
    return { resident, link, session: id, grant: await this.part(Grants).open(sql, made) };
  }

  private async anotherApp(): Promise<CityApp> {
    const made = await this.part(Apps).register({
      id: `reach-${newId().slice(0, 8)}`,
      name: 'Reach',
      department: 'Parks',
      purpose: 'To be revoked.',
      kind: 'confidential',
      redirectUris: ['http://127.0.0.1/callback'],
      scopes: ['openid'],
    });
    if (made.kind !== 'registered') throw new Error(made.rule);
    return made.app;
  }

  private part<Part>(token: abstract new (...args: never[]) => Part): Part {
    return this.parks.service.running.app.get<Part>(token);
  }
}
