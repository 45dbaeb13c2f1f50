// Owns: what `npm start` does: a whole Civic Link with everything around it on this machine, with nothing set up.
// Does not: run in production, or take part in it; `dist/src/main.js` knows nothing of this folder.
// Hands off to: stack.ts (database, simulator, service), parks-pass (the sample city app).
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Apps } from '../src/apps/apps.ts';
import { Log } from '../src/platform/logging/log.ts';
import { keptLogin } from './app-logins.ts';
import { banner } from './banner.ts';
import { Closers } from './closers.ts';
import { consoleDoor } from './console-door.ts';
import { keptKeys } from './development-keys.ts';
import { HelpDesk } from './help-desk.ts';
import { startParksPass } from './parks-pass/parks-pass.ts';
import { ensurePublicApp, helpDesk, parksPass, terminalApp } from './sample-apps.ts';
import { claim } from './single-run.ts';
import { StackStart } from './stack.ts';
import type { Stack } from './stack.ts';
import { findPorts, movedPorts, readOptions } from './start-options.ts';
import type { Ports, StartOptions } from './start-options.ts';
import { Steps } from './steps.ts';
import { failureLine, stepLine } from './terminal.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
const closers = new Closers();
const steps = new Steps((step) => print(stepLine(step)));

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  await claimFolder(dataDir);
  const ports = await findPorts(options.preferred);
  for (const sentence of movedPorts(options.preferred, ports)) print(`  ${sentence}`);
  const stack = await startStack(dataDir, ports, options);
  const origin = `http://localhost:${ports.parksPass}`;
  await startSampleApp(stack, origin, join(dataDir, 'sample-apps.json'));
  const { issuer, simulator, metricsUrl } = stack;
  const log = logOf(dataDir);
  const console = await consoleDoor(stack);
  const addresses = { issuer, parksPass: origin, console, simulator: simulator.url };
  print(`\n${banner({ ...addresses, metrics: metricsUrl, log })}`);
}

async function claimFolder(dataDir: string): Promise<void> {
  const claimed = await claim(dataDir);
  if (claimed.kind === 'taken') {
    const { processId } = claimed;
    throw new Error(
      `npm start already runs on ${dataDir} (process ${processId}). Stop it first, or give this one a folder of its own: npm start -- --data other-folder`,
    );
  }
  closers.add(claimed.release);
}

async function startStack(
  dataDir: string,
  ports: Ports,
  { providers }: StartOptions,
): Promise<Stack> {
  const keys = await steps.take('Development keys', () =>
    keptKeys(join(dataDir, 'development-keys.json')),
  );
  const log = createWriteStream(logOf(dataDir), { flags: 'a' });
  const databaseLog = createWriteStream(join(dataDir, 'postgres.log'), { flags: 'a' });
  closers.add(() => databaseLog.end());
  return new StackStart(steps, closers).run({
    ports,
    keys,
    providers,
    log: new Log('info', log),
    postgres: {
      dataDir: join(dataDir, 'postgres'),
      listen: { host: '127.0.0.1', port: ports.postgres },
      durable: true,
      onLog: (line) => noteFromPostgres(line, (text) => databaseLog.write(text)),
    },
  });
}

/** The server's own lines begin with a date and go to its log; a line of ours is for whoever is watching. */
function noteFromPostgres(line: string, write: (text: string) => void): void {
  if (/^\d/.test(line)) write(`${line}\n`);
  else print(`  ${line}`);
}

async function startSampleApp(stack: Stack, origin: string, secretFile: string): Promise<void> {
  const { issuer, databaseUrl, service } = stack;
  const apps = service.app.get(Apps);
  await steps.take(
    'Sample city app Parks Pass',
    async () => {
      const login = await keptLogin(apps, parksPass(origin), secretFile);
      await ensurePublicApp(apps, terminalApp);
      const desk = await keptLogin(apps, helpDesk, secretFile);
      const staff = await HelpDesk.open(issuer, desk, databaseUrl);
      closers.add(await startParksPass({ origin, issuer, login, staff, secretFile }));
    },
    () => origin,
  );
}

function logOf(dataDir: string): string {
  return join(dataDir, 'service.log');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function stop(): Promise<never> {
  // Whoever asks a second time does not want to wait.
  for (const signal of signals) process.on(signal, () => process.exit(130));
  print('\nStopping.');
  await closers.closeAll();
  print('Stopped. The data stays for the next start.');
  process.exit(0);
}

async function giveUp(error: unknown): Promise<never> {
  process.stderr.write(`${failureLine(Error.isError(error) ? error.message : String(error))}\n`);
  await closers.closeAll();
  process.exit(1);
}

for (const signal of signals) process.once(signal, () => void stop());
main().catch(giveUp);
