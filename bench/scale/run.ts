// Owns: `npm run bench:scale`: whether an introspection costs more when there is more that it does not ask about.
// Does not: compare with other servers; `npm run bench` does.
// Hands off to: side.ts (a service and its database), seed.ts (what is in it), ../rounds.ts (how it is measured).
import { Closers } from '../../dev/closers.ts';
import { startCluster } from '../database.ts';
import { moveAside } from '../machine/cores.ts';
import { thisMachine } from '../machine/machine.ts';
import { measure } from '../rounds.ts';
import { startSimulator } from '../start-service.ts';
import { readScaleOptions } from './options.ts';
import { scaleAsMarkdown, scaleReport } from './report.ts';
import type { ScaleReport } from './report.ts';
import { sideWith } from './side.ts';

const closers = new Closers();
const options = readScaleOptions(process.argv.slice(2));

async function main(): Promise<ScaleReport> {
  const machine = thisMachine();
  moveAside();
  const cluster = await startCluster(closers);
  const around = { cluster, closers, simulator: await startSimulator(closers) };
  tell(`${options.small} grants`);
  const small = await sideWith(options.small, around);
  tell(`${options.large} grants`);
  const large = await sideWith(options.large, around);
  tell('Introspection');
  return scaleReport(machine, options, await measure({ small, large }, options));
}

/** Progress, apart from the report. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  const report = await main();
  const text = options.json ? `${JSON.stringify(report, null, 2)}\n` : scaleAsMarkdown(report);
  process.stdout.write(text);
} finally {
  await closers.closeAll();
}
