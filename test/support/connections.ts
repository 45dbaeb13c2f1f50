import { Apps } from '../../src/apps/apps.ts';
import type { CityApp } from '../../src/apps/city-app.ts';
import { Grants } from '../../src/grants/grants.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Links } from '../../src/links/links.ts';
import { TokenIssuer } from '../../src/oauth/token/token-issuer.ts';
import { Database } from '../../src/platform/database/database.ts';
import type { Sql } from '../../src/platform/database/statement.ts';
import { Residents } from '../../src/residents/residents.ts';
import { Sessions } from '../../src/residents/sessions.ts';
import type { TestService } from './service.ts';

/** A link, and an access token of an app the resident signed in to with it. */
export interface LinkedToken {
  linkId: string;
  accessToken: string;
}

const provider = 'google';

/** Makes many links and tokens with the service's own parts, without walking through its pages for each. */
export class Connections {
  constructor(
    private readonly service: TestService,
    private readonly appId: string,
  ) {}

  /** One resident with this many links and tokens, and one link more: none of them is the last. */
  async ofOneResident(count: number): Promise<LinkedToken[]> {
    const app = await this.part(Apps).find(this.appId);
    if (app === null) throw new Error(`No app ${this.appId}.`);
    const made = await this.part(Database).transaction(async (sql) => {
      const residentId = await this.part(Residents).create(sql, 'en');
      await this.link(sql, residentId);
      const connections: { linkId: string; grantId: string }[] = [];
      while (connections.length < count) connections.push(await this.connect(sql, residentId, app));
      return connections;
    });
    const tokens: LinkedToken[] = [];
    for (const { linkId, grantId } of made) {
      tokens.push({ linkId, accessToken: await this.token(app, grantId) });
    }
    return tokens;
  }

  private async connect(sql: Sql, residentId: string, app: CityApp) {
    const authLink = await this.link(sql, residentId);
    const signedIn = { residentId, authLink, provider, isShared: false };
    const opened = await this.part(Sessions).open(sql, signedIn);
    const session = { ...signedIn, id: opened.id, authenticatedAt: new Date() };
    const grantId = await this.part(Grants).open(sql, {
      session,
      app,
      scopes: ['openid'],
      resources: [app.resource],
    });
    return { linkId: authLink, grantId };
  }

  private async link(sql: Sql, residentId: string): Promise<string> {
    const actor = { kind: 'resident', id: residentId } as const;
    const trip = { flow: newId(), provider, purpose: 'link', residentId } as const;
    const flowEntry = await this.part(Ledger).record(sql, {
      type: 'flow.consumed',
      actor,
      ...trip,
    });
    const account = {
      namespace: 'https://accounts.google.com',
      subject: newId(),
      displayName: 'x',
    };
    const link = { residentId, provider, account, flowEntry, policyVersion: '1' };
    const made = await this.part(Links).make(sql, link);
    if (made.kind !== 'linked') throw new Error(made.kind);
    return made.linkId;
  }

  private async token(app: CityApp, grantId: string): Promise<string> {
    const grant = await this.part(Grants).find(this.part(Database), grantId);
    if (grant === null) throw new Error(`No grant ${grantId}.`);
    const nothingElse = { refreshToken: null, idToken: null };
    const earned = { grant, scopes: ['openid'], audience: grant.resource, ...nothingElse };
    return (await this.part(TokenIssuer).issue(app, earned)).access_token;
  }

  private part<Part>(token: abstract new (...args: never[]) => Part): Part {
    return this.service.running.app.get<Part>(token);
  }
}
