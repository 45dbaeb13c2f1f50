import { Apps } from '../../src/apps/apps.ts';
import type { CityApp } from '../../src/apps/city-app.ts';
import { Grants } from '../../src/grants/grants.ts';
import { Database } from '../../src/platform/database/database.ts';
import type { Sql } from '../../src/platform/database/statement.ts';
import { Residents } from '../../src/residents/residents.ts';
import { Sessions } from '../../src/residents/sessions.ts';
import { newLink, newTokenOf } from './new-link.ts';
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
      await newLink(this.service, sql, residentId);
      const connections: { linkId: string; grantId: string }[] = [];
      while (connections.length < count) connections.push(await this.connect(sql, residentId, app));
      return connections;
    });
    const tokens: LinkedToken[] = [];
    for (const { linkId, grantId } of made) {
      tokens.push({ linkId, accessToken: await newTokenOf(this.service, app, { grantId }) });
    }
    return tokens;
  }

  private async connect(sql: Sql, residentId: string, app: CityApp) {
    const authLink = await newLink(this.service, sql, residentId);
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

  private part<Part>(token: abstract new (...args: never[]) => Part): Part {
    return this.service.running.app.get<Part>(token);
  }
}
