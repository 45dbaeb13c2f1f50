import { createVerifier } from '@civic-link/verifier';
import type { Verifier } from '@civic-link/verifier';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import type { CityApp } from '../city-app.ts';

/** One way to find out whether tokens are good. */
export interface Way {
  name: string;
  check: (token: string) => Promise<unknown>;
}

/** The ways that are compared, and what ends them. */
export interface Ways {
  bare: Way;
  verifier: Way;
  introspection: Way;
  close(): void;
}

/** So many tokens are looked at at once, as by a server under load. */
const lanes = 32;

/** Makes all three ready: keys are here, the list has been read, connections are open. */
export async function openWays(app: CityApp, audience: string): Promise<Ways> {
  const { issuer } = app;
  const answer = await fetch(`${issuer}/.well-known/jwks.json`);
  const keys = createLocalJWKSet((await answer.json()) as JSONWebKeySet);
  const rules = { issuer, audience, typ: 'at+jwt', algorithms: ['ES256', 'RS256'] };
  const follower = await openVerifier(app, audience);
  return {
    bare: { name: '`jose` alone', check: (token) => jwtVerify(token, keys, rules) },
    verifier: { name: 'verifier with the list', check: (token) => follower.verify(token) },
    introspection: { name: 'introspection', check: (token) => app.introspect(token) },
    close: () => follower.close(),
  };
}

async function openVerifier(app: CityApp, audience: string): Promise<Verifier> {
  const verifier = createVerifier({
    issuer: app.issuer,
    audience,
    revocations: 'feed',
    credentials: { accessToken: () => listToken(app) },
  });
  await verifier.ready();
  return verifier;
}

async function listToken(app: CityApp): Promise<string> {
  const fields = { grant_type: 'client_credentials', scope: 'revocations.read' };
  return (JSON.parse(await app.post('/oauth/token', fields)) as { access_token: string })
    .access_token;
}

/** How many tokens a way looks at in a second. A token that it does not accept throws. */
export async function rateOf({ check }: Way, tokens: readonly string[]): Promise<number> {
  const started = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let token = tokens[next++]; token !== undefined; token = tokens[next++])
      await check(token);
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return (tokens.length * 1000) / (performance.now() - started);
}
