import type { City } from './city.ts';
import { bareLoad } from './load/bare-load.ts';
import { percentile } from './load/samples.ts';
import type { Load } from './load/samples.ts';
import { familyTime, processorTime, residentMemory } from './machine/process-meter.ts';
import type { BareReady } from './programs/bare-server.ts';
import type { Program } from './programs/program.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Stack } from './stack.ts';

/** What one server did in one round. */
export interface Figures {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  memoryMiB: number;
  /** Processor time per request in microseconds: it depends the least on who else uses the machine. */
  processorMicroseconds: number;
  databaseMicroseconds: number;
}

export interface Round {
  service: Figures;
  bare: Figures;
}

/** What is measured, and what it is measured against. */
export interface Contestants {
  stack: Stack;
  city: City;
  bare: Program<BareReady>;
}

interface Lengths {
  warmUp: number;
  seconds: number;
  rounds: number;
}

/** Measures service and bare server in turns, so that what happens on the machine happens to both. */
export async function measure(
  scenario: Scenario,
  contestants: Contestants,
  { warmUp, seconds, rounds }: Lengths,
): Promise<Round[]> {
  const { bare, city, stack } = contestants;
  const bareServer = bareLoad(scenario.bare, bare.ready.origin);
  await bareServer.run(warmUp);
  await (await scenario.prepare(city, warmUp)).run(warmUp);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const load = await scenario.prepare(city, seconds);
    measured.push({
      bare: await observe(bareServer, seconds, { pid: bare.pid }),
      service: await observe(load, seconds, {
        pid: stack.service.pid,
        databasePid: stack.database.pid,
      }),
    });
  }
  return measured;
}

async function observe(
  load: Load,
  seconds: number,
  { pid, databasePid }: { pid: number; databasePid?: number },
): Promise<Figures> {
  const databaseTime = (): number => (databasePid === undefined ? 0 : familyTime(databasePid));
  const before = { own: processorTime(pid), database: databaseTime() };
  const samples = await load.run(seconds);
  const count = samples.latencies.length;
  return {
    perSecond: count / samples.seconds,
    p50: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    memoryMiB: residentMemory(pid),
    processorMicroseconds: (processorTime(pid) - before.own) / count,
    databaseMicroseconds: (databaseTime() - before.database) / count,
  };
}
