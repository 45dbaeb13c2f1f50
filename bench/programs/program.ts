import { spawn } from 'node:child_process';
import type { ChildProcess, Serializable } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onMeasuredCore } from '../machine/cores.ts';

/** A program of ours on the measured core. It ends with us, in whatever way we end. */
export class Program<Ready> {
  private constructor(
    private readonly child: ChildProcess,
    /** What it said when it was ready. */
    readonly ready: Ready,
  ) {}

  /**
   * Starts a program, tells it what to do and waits until it says that it is ready.
   * @param url of the built file
   * @throws when it ends before that
   */
  static async start<Ready>(
    url: string,
    plan: Serializable = {},
    flags: readonly string[] = [],
  ): Promise<Program<Ready>> {
    const command = onMeasuredCore([process.execPath, ...flags, fileURLToPath(url)]);
    const child = spawn(command[0] ?? '', command.slice(1), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.send(plan);
    const [ready] = await Promise.race([once(child, 'message'), deathOf(child, url)]);
    return new Program(child, ready as Ready);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Asks it to end, and waits. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}

async function deathOf(child: ChildProcess, url: string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`${url} ended with ${child.exitCode} before it was ready.`);
}
