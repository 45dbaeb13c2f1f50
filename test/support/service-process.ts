import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ServiceProcessPlan } from '../../dev/service-process.ts';
import type { TestService } from './service.ts';
import { newTestKeys, testProviders, testSettings } from './test-config.ts';
import type { TestKeys } from './test-config.ts';

const root = join(import.meta.dirname, '..', '..');
/** Where the built program is; another build can be named for a trial. */
const build = process.env.CIVIC_BUILD ?? join(root, 'dist');
const env = {
  PATH: process.env.PATH,
  // Every process but the first finds its code compiled already.
  NODE_COMPILE_CACHE: join(root, '.cache', 'compile'),
};

/** A whole service in a process of its own, which can be killed. */
export class ServiceProcess {
  private constructor(
    readonly address: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** Resolves once it listens; rejects with its exit code if it ends before. */
  static async start(plan: ServiceProcessPlan): Promise<ServiceProcess> {
    const child = fork(join(build, 'dev', 'service-process.js'), [], { execArgv: [], env });
    child.send(plan);
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The service process ended with ${String(code)}.`);
    });
    const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [AddressInfo];
    ended.catch(() => undefined);
    return new ServiceProcess(`http://127.0.0.1:${port}`, port, child);
  }

  /** What it takes of the memory of this machine, in MiB. */
  memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) / 1024;
  }

  /** True while it has not ended, by itself or otherwise. */
  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it in the middle of whatever it is doing, and resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** Settings under which several processes can read each other's secrets. */
export function sharedSettings({ ring, index }: TestKeys = newTestKeys()): Record<string, string> {
  return { VAULT_KEY_RING: ring, VAULT_INDEX_KEY: index };
}

/** The plan of one more process for a service that was started with these settings. */
export function planFor(
  { url, database, simulator }: TestService,
  settings: Record<string, string>,
): ServiceProcessPlan {
  return {
    settings: testSettings({
      databaseUrl: database.serviceUrl,
      settings: { LOG_LEVEL: 'silent', ...settings },
    }),
    issuer: url,
    providers: testProviders(simulator),
  };
}
