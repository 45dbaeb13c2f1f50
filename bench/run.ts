// Owns: `npm run bench`: what the service costs, next to a bare node:http server in the same run.
// Does not: judge the figures, or need anything that is not in this repository.
// Hands off to: stack.ts (what runs), scenarios/ (what is asked), rounds.ts (how it is measured), report.ts.
import { Closers } from '../dev/closers.ts';
import { City } from './city.ts';
import { coldStarts } from './cold-start.ts';
import { moveAside } from './machine/cores.ts';
import { thisMachine } from './machine/machine.ts';
import { readOptions } from './options.ts';
import type { BareReady } from './programs/bare-server.ts';
import { Program } from './programs/program.ts';
import { medians, resultOf } from './report.ts';
import type { Report, Result } from './report.ts';
import { measure } from './rounds.ts';
import type { Contestants } from './rounds.ts';
import { startDatabase, startStack } from './stack.ts';
import { asMarkdown } from './tables.ts';

const closers = new Closers();
const options = readOptions(process.argv.slice(2));

async function main(): Promise<Report> {
  const machine = thisMachine();
  moveAside();
  const database = await startDatabase(closers);
  tell('Cold start');
  const coldStart = medians(await coldStarts(database, options.starts));
  const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const stack = await startStack(database, closers, flags);
  const city = new City(stack, closers);
  const results = await measureAll({ stack, city, bare: await startBare() });
  const { seconds, rounds } = options;
  return { machine, seconds, rounds, results, coldStart };
}

async function startBare(): Promise<Program<BareReady>> {
  const program = new URL('programs/bare-server.js', import.meta.url).href;
  const bare = await Program.start<BareReady>(program);
  closers.add(() => bare.stop());
  return bare;
}

async function measureAll(contestants: Contestants): Promise<Result[]> {
  const results: Result[] = [];
  for (const scenario of options.scenarios) {
    tell(scenario.says);
    results.push(resultOf(scenario, await measure(scenario, contestants, options)));
  }
  return results;
}

/** Progress, apart from the report. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  const report = await main();
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : asMarkdown(report));
} finally {
  await closers.closeAll();
}
