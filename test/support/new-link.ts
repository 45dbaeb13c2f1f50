import type { CityApp } from '../../src/apps/city-app.ts';
import { Grants } from '../../src/grants/grants.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Links } from '../../src/links/links.ts';
import { TokenIssuer } from '../../src/oauth/token/token-issuer.ts';
import { Database } from '../../src/platform/database/database.ts';
import type { Sql } from '../../src/platform/database/statement.ts';
import type { TestService } from './service.ts';

const provider = 'google';

/** A link of a resident to an account that nobody else has, made with the service's own parts. */
export async function newLink(
  { running: { app } }: TestService,
  sql: Sql,
  residentId: string,
): Promise<string> {
  const flowEntry = await app.get(Ledger).record(sql, {
    type: 'flow.consumed',
    actor: { kind: 'resident', id: residentId },
    flow: newId(),
    provider,
    purpose: 'link',
    residentId,
  });
  const account = { namespace: 'https://accounts.google.com', subject: newId(), displayName: 'x' };
  const link = { residentId, provider, account, flowEntry, policyVersion: '1' };
  const made = await app.get(Links).make(sql, link);
  if (made.kind !== 'linked') throw new Error(made.kind);
  return made.linkId;
}

/** An access token from a grant, for its own resource or for another. */
export async function newTokenOf(
  { running: { app: parts } }: TestService,
  app: CityApp,
  { grantId, audience }: { grantId: string; audience?: string },
): Promise<string> {
  const grant = await parts.get(Grants).find(parts.get(Database), grantId);
  if (grant === null) throw new Error(`No grant ${grantId}.`);
  const nothingElse = { refreshToken: null, idToken: null };
  const earned = {
    grant,
    scopes: ['openid'],
    audience: audience ?? grant.resource,
    ...nothingElse,
  };
  return (await parts.get(TokenIssuer).issue(app, earned)).access_token;
}
