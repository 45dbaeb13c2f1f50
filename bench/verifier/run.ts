// Owns: `npm run bench:verifier`: the verifier of `sdk/` beside the library it stands on, and beside asking the service.
// Does not: measure how soon a revocation is heard of; that is the proof `reach`.
// Hands off to: measure.ts (the ways to look at a token), report.ts (what is promised).
import { Closers } from '../../dev/closers.ts';
import { benchApps } from '../apps.ts';
import type { CityApp } from '../city-app.ts';
import { serviceDatabase, startCluster } from '../database.ts';
import { thisMachine } from '../machine/machine.ts';
import { startService, startSimulator } from '../start-service.ts';
import { openWays, rateOf } from './measure.ts';
import type { Ways } from './measure.ts';
import { isKept, verifierAsMarkdown } from './report.ts';
import type { Round, VerifierReport } from './report.ts';

const [rounds, newTokens, names] = [7, 2000, 5000];
/** Few tokens that come again and again. */
const repeated = { tokens: 50, verifier: 200_000, introspection: 5000 };
const { resource } = benchApps.usual;
const usual = { ...benchApps.usual, scopes: [...benchApps.usual.scopes, 'revocations.read'] };
const closers = new Closers();

async function main(): Promise<VerifierReport> {
  const machine = { ...thisMachine(), pinned: false };
  const cluster = await startCluster(closers);
  const simulator = await startSimulator(closers);
  const apps = { ...benchApps, usual };
  const service = await startService(await serviceDatabase(cluster), simulator, { closers, apps });
  const { app } = service.cities.usual;
  process.stderr.write(`${names} revoked tokens\n`);
  for (const token of await tokensOf(app, names)) await app.post('/oauth/revoke', { token });
  const ways = await openWays(app, resource);
  closers.add(() => ways.close());
  await measured(app, ways, 0);
  const done: Round[] = [];
  while (done.length < rounds) done.push(await measured(app, ways, done.length));
  return { machine, names, rounds: done };
}

/** One after the other, each first in every other round. */
async function measured(app: CityApp, ways: Ways, round: number): Promise<Round> {
  process.stderr.write(`Round ${round + 1}\n`);
  const fresh = await tokensOf(app, newTokens);
  const few = await tokensOf(app, repeated.tokens);
  const again = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => few[n % few.length] ?? '');
  const first = round % 2 === 0 ? await rateOf(ways.bare, fresh) : null;
  const verifier = await rateOf(ways.verifier, fresh);
  const bare = first ?? (await rateOf(ways.bare, fresh));
  await rateOf(ways.verifier, few);
  return {
    bare,
    verifier,
    repeated: await rateOf(ways.verifier, again(repeated.verifier)),
    introspection: await rateOf(ways.introspection, again(repeated.introspection)),
  };
}

async function tokensOf(app: CityApp, count: number): Promise<string[]> {
  const tokens: string[] = [];
  const fields = { grant_type: 'client_credentials', resource };
  while (tokens.length < count) {
    const answer = JSON.parse(await app.post('/oauth/token', fields)) as { access_token: string };
    tokens.push(answer.access_token);
  }
  return tokens;
}

try {
  const report = await main();
  process.stdout.write(verifierAsMarkdown(report));
  if (!isKept(report)) process.exitCode = 1;
} finally {
  await closers.closeAll();
}
