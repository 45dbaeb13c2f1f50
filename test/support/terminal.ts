import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a command printed, and how it ended. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** The built program at a terminal, as a developer runs it: without any setting. */
export class Terminal {
  private readonly program: ChildProcess;
  private readonly ran: Ran = { code: -1, out: '', err: '' };

  private constructor(args: readonly string[], input: string) {
    this.program = spawn(process.execPath, ['dist/src/cli.js', ...args], { env: {} });
    this.program.stdout?.on('data', (part: Buffer) => (this.ran.out += part.toString()));
    this.program.stderr?.on('data', (part: Buffer) => (this.ran.err += part.toString()));
    this.program.stdin?.end(input);
  }

  static run(...args: readonly string[]): Promise<Ran> {
    return new Terminal(args, '').end();
  }

  /** With a text on standard input. */
  static runWith(input: string, ...args: readonly string[]): Promise<Ran> {
    return new Terminal(args, input).end();
  }

  /** Starts a command that waits for something. */
  static start(...args: readonly string[]): Terminal {
    return new Terminal(args, '');
  }

  /** The first match in what was printed, as soon as it is there. */
  async sees(pattern: RegExp): Promise<string> {
    for (;;) {
      const [found] = pattern.exec(this.ran.out) ?? [];
      if (found !== undefined) return found;
      if (this.program.exitCode !== null)
        throw new Error(`It ended: ${this.ran.out}${this.ran.err}`);
      await Promise.race([
        once(this.program.stdout ?? this.program, 'data'),
        once(this.program, 'close'),
      ]);
    }
  }

  interrupt(): void {
    this.program.kill('SIGINT');
  }

  async end(): Promise<Ran> {
    if (this.program.exitCode === null) await once(this.program, 'close');
    return { ...this.ran, code: this.program.exitCode ?? -1 };
  }
}
