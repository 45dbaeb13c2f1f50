import pg from 'pg';
import { fingerprint, newToken } from '../../src/kernel/opaque-token.ts';
import { benchApps, redirectUri } from '../apps.ts';
import { pkce } from '../city-app.ts';
import { choice, codes, ids, rows, settle } from './rows.ts';

export interface Seed {
  /** Of a superuser, who may write what the service may only add to. */
  adminUrl: string;
  issuer: string;
  grants: number;
  /** How many of the grants are asked about. */
  asked: number;
}

/** Without the names of linked accounts: what is sealed here is not readable. */
const scopes = ['openid', 'offline_access'];

/**
 * Fills a database as years of use would, and returns a code for each grant that is to be asked about. The app
 * must be registered there already.
 */
export async function seed({ adminUrl, issuer, grants, asked }: Seed): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    await client.query(ids, [grants]);
    await client.query('analyze seed');
    await client.query(choice, [asked]);
    const { id: app, resource } = benchApps.introspected;
    const facts = { issuer, app, resource, scopes, policyVersion: '1' };
    for (const each of rows) await client.query(each.text, each.values(facts));
    const made = Array.from({ length: asked }, () => newToken());
    const binding = [app, redirectUri, pkce.challenge, scopes];
    await client.query(codes, [made.map(fingerprint), ...binding]);
    for (const text of settle) await client.query(text);
    return made;
  } finally {
    await client.end();
  }
}
