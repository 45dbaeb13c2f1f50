import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { freeLoopbackPort } from '../dev/loopback.ts';
import { onMeasuredCore } from './machine/cores.ts';
import { processorTime, residentMemory } from './machine/process-meter.ts';
import type { BenchDatabase } from './stack.ts';

/** One start of the production program. */
export interface Start {
  /** From the command to the first answer that it is ready. */
  milliseconds: number;
  /** Processor time of it, which does not depend on who else uses the machine. */
  processorMilliseconds: number;
  memoryMiB: number;
}

const program = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** Starts the production program on a migrated database as often as told, and stops it each time. */
export async function coldStarts({ url, keys }: BenchDatabase, count: number): Promise<Start[]> {
  const starts: Start[] = [];
  for (let start = 0; start < count; start += 1) {
    const port = await freeLoopbackPort(35_000 + (process.pid % 5000));
    const metricsPort = await freeLoopbackPort(port + 1);
    starts.push(
      await oneStart(port, {
        ISSUER: 'https://link.example.gov',
        DATABASE_URL: url,
        VAULT_KEY_RING: keys.keyRing,
        VAULT_INDEX_KEY: keys.indexKey,
        GOOGLE_CLIENT_ID: 'bench',
        GOOGLE_CLIENT_SECRET: 'bench',
        HOST: '127.0.0.1',
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
      }),
    );
  }
  return starts;
}

async function oneStart(port: number, env: Record<string, string>): Promise<Start> {
  const [file = '', ...args] = onMeasuredCore([process.execPath, '--enable-source-maps', program]);
  const begin = performance.now();
  const child = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const hasEnded = (): boolean => child.exitCode !== null;
  try {
    while (!(await isReady(port))) {
      if (hasEnded()) throw new Error(`The service ended with ${child.exitCode}.`);
      await sleep(5);
    }
    const milliseconds = performance.now() - begin;
    const { pid = 0 } = child;
    const processorMilliseconds = processorTime(pid) / 1000;
    return { milliseconds, processorMilliseconds, memoryMiB: residentMemory(pid) };
  } finally {
    if (!hasEnded()) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await request(`http://127.0.0.1:${port}/health/ready`);
    await answer.body.dump();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}
