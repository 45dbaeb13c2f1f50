// Owns: `npm run demo`: a throw-away Civic Link and the life of one link in it, by plain HTTP, in seconds.
// Does not: need or leave anything: no browser, no settings, no data.
// Hands off to: stack.ts (what runs), demo/journey.ts (what is done with it).
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JwtPayload } from 'jsonwebtoken';
import { Apps } from '../src/apps/apps.ts';
import { Log } from '../src/platform/logging/log.ts';
import { Closers } from './closers.ts';
import { Journey } from './demo/journey.ts';
import { LedgerTail } from './demo/ledger-tail.ts';
import { narrator } from './demo/narrator.ts';
import { newKeys } from './development-keys.ts';
import { HelpDesk } from './help-desk.ts';
import { freeLoopbackPort } from './loopback.ts';
import { CivicLink } from './parks-pass/civic-link.ts';
import { ensureApp, helpDesk, parksPass } from './sample-apps.ts';
import { StackStart } from './stack.ts';
import type { Stack } from './stack.ts';
import { Steps } from './steps.ts';

/** The app never opens it: the browser stops there, and the demo goes on in the app's place. */
const appOrigin = 'http://localhost:4000';

const { values: flags } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const narrate = narrator(flags.json);
const closers = new Closers();
const ledger = new LedgerTail();
const steps = new Steps(narrate.step, () => ledger.read());

async function main(): Promise<JwtPayload> {
  const stack = await startStack();
  const journey = await prepare(stack);
  await ledger.open(stack.databaseUrl);
  closers.add(() => ledger.close());
  await ledger.read();
  return journey.run();
}

async function startStack(): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-link-demo-'));
  const [service, simulator, metrics] = await threePorts();
  return new StackStart(steps, closers).run({
    postgres: { dataDir, listen: { socketDir: join(dataDir, 'socket') }, durable: false },
    ports: { service, simulator, metrics },
    providers: 'two',
    keys: newKeys(),
    log: new Log('silent'),
  });
}

async function threePorts(): Promise<[number, number, number]> {
  const first = await freeLoopbackPort(20_000 + (process.pid % 20_000));
  const second = await freeLoopbackPort(first + 1);
  return [first, second, await freeLoopbackPort(second + 1)];
}

async function prepare({ issuer, service, databaseUrl }: Stack): Promise<Journey> {
  const apps = service.app.get(Apps);
  const login = await ensureApp(apps, parksPass(appOrigin));
  const redirectUri = `${appOrigin}/callback`;
  const civicLink = await CivicLink.discover({ issuer, login, redirectUri });
  const staff = await HelpDesk.open(issuer, await ensureApp(apps, helpDesk), databaseUrl);
  const expectation = { issuer, audience: login.resource };
  return new Journey(steps, { civicLink, staff, redirectUri, expectation });
}

const outcome = await main().then(narrate.success, narrate.failure);
await closers.closeAll();
process.exit(outcome === 'success' ? 0 : 1);
