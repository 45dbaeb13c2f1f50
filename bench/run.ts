// Owns: `npm run bench`: what the service costs, next to a peer and a bare node:http server in the same run.
// Does not: judge more than the targets it was given, or need anything that is not in this repository.
// Hands off to: database.ts, start-service.ts and peer/ (what runs), scenarios/ (what is asked), rounds.ts, report.ts.
import { Closers } from '../dev/closers.ts';
import { coldStarts } from './cold-start.ts';
import { sidesOf } from './contestant.ts';
import type { Contestants } from './contestant.ts';
import { serviceDatabase, startCluster } from './database.ts';
import { usualConnections } from './load/samples.ts';
import { moveAside } from './machine/cores.ts';
import { thisMachine } from './machine/machine.ts';
import { readOptions } from './options.ts';
import { planPeer, startPeer, startPeerProgram } from './peer/start-peer.ts';
import type { BareReady } from './programs/bare-server.ts';
import { startProduction } from './programs/production.ts';
import { Program } from './programs/program.ts';
import { medians, resultOf } from './report.ts';
import type { Report, Result } from './report.ts';
import { measure } from './rounds.ts';
import { startService, startSimulator } from './start-service.ts';
import { asMarkdown } from './tables.ts';

const closers = new Closers();
const options = readOptions(process.argv.slice(2));

async function main(): Promise<Report> {
  const machine = thisMachine();
  moveAside();
  const cluster = await startCluster(closers);
  const database = await serviceDatabase(cluster);
  const simulator = await startSimulator(closers);
  const plan = await planPeer(cluster, simulator);
  tell('Cold start');
  const { seconds, rounds, starts, profile } = options;
  const coldStart = {
    service: medians(await coldStarts(() => startProduction(database), starts)),
    peer: medians(await coldStarts(() => startPeerProgram(plan), starts)),
  };
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const results = await measureAll({
    bare: await startBare(),
    peer: await startPeer(plan, simulator, closers),
    service: await startService(database, simulator, { closers, flags }),
    databasePid: cluster.pid,
  });
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
    for (const connections of options.connections) {
      const isUsual = connections === usualConnections;
      const says = isUsual ? scenario.says : `${scenario.says} (${connections} connections)`;
      tell(says);
      const rounds = await measure(sidesOf(scenario, contestants, connections), options);
      results.push(resultOf(scenario, says, rounds));
    }
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
