import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { freeLoopbackPort } from '../../dev/loopback.ts';
import type { Started } from '../cold-start.ts';
import type { ServiceDatabase } from '../database.ts';
import { onMeasuredCore } from '../machine/cores.ts';
import { productionFlags } from './production-flags.ts';

const program = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** The production program on a migrated database, up to its first answer that it is ready. */
export async function startProduction({ url, keys }: ServiceDatabase): Promise<Started> {
  const port = await freeLoopbackPort(15_000 + (process.pid % 5000));
  const child = spawnWith({
    ISSUER: 'https://link.example.gov',
    DATABASE_URL: url,
    VAULT_KEY_RING: keys.keyRing,
    VAULT_INDEX_KEY: keys.indexKey,
    GOOGLE_CLIENT_ID: 'bench',
    GOOGLE_CLIENT_SECRET: 'bench',
    HOST: '127.0.0.1',
    PORT: String(port),
    METRICS_PORT: String(await freeLoopbackPort(port + 1)),
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  while (!(await answers(`http://127.0.0.1:${port}/health/ready`))) {
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}.`);
    await sleep(5);
  }
  return { pid: child.pid ?? 0, stop };
}

function spawnWith(env: Record<string, string>): ChildProcess {
  const [file = '', ...args] = onMeasuredCore([process.execPath, ...productionFlags, program]);
  return spawn(file, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await request(url);
    await answer.body.dump();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}
