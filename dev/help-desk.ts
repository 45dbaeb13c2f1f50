import * as client from 'openid-client';
import pg from 'pg';
import type { AppLogin } from './sample-apps.ts';

/** How a removal ended. */
export type Removal = { kind: 'removed'; linkId: string } | { kind: 'nothing-to-remove' };

const newestLink = `
  select link.id from civic.link join civic.pairwise_subject using (resident_id)
   where pairwise_subject.subject = $1 order by link.last_used_at desc limit 1`;

/**
 * The other end of a phone call: "please remove my link". A real help desk searches with the command line; this
 * one looks into the development database, and then revokes as any program of the city would, through the API.
 */
export class HelpDesk {
  readonly #databaseUrl: string;
  readonly #configuration: client.Configuration;
  readonly #issuer: string;

  private constructor(issuer: string, configuration: client.Configuration, databaseUrl: string) {
    this.#issuer = issuer;
    this.#configuration = configuration;
    this.#databaseUrl = databaseUrl;
  }

  static async open(issuer: string, login: AppLogin, databaseUrl: string): Promise<HelpDesk> {
    const configuration = await client.discovery(
      new URL(issuer),
      login.clientId,
      login.secret,
      client.ClientSecretBasic(login.secret),
      { execute: [client.allowInsecureRequests] },
    );
    return new HelpDesk(issuer, configuration, databaseUrl);
  }

  /** Removes the link that the resident an app knows as `subject` has used last. */
  async removeLinkOf(subject: string): Promise<Removal> {
    const linkId = await this.#linkOf(subject);
    if (linkId === null) return { kind: 'nothing-to-remove' };
    const token = await client.clientCredentialsGrant(this.#configuration, {
      scope: 'admin:links.revoke',
    });
    const answer = await fetch(`${this.#issuer}/api/admin/links/${linkId}/revoke`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token.access_token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ reason: 'resident_request' }),
    });
    if (!answer.ok) throw new Error(`The link was not removed: status ${answer.status}.`);
    return { kind: 'removed', linkId };
  }

  async #linkOf(subject: string): Promise<string | null> {
    const database = new pg.Client({ connectionString: this.#databaseUrl });
    await database.connect();
    try {
      const { rows } = await database.query<{ id: string }>(newestLink, [subject]);
      return rows[0]?.id ?? null;
    } finally {
      await database.end();
    }
  }
}
