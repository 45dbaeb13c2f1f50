import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { AppModule } from '../../src/app.module.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { SystemClock } from '../../src/kernel/clock.ts';
import { Log } from '../../src/platform/logging/log.ts';
import type { TestService } from './service.ts';
import type { Ran } from './terminal.ts';

const builtProgram = 'dist/src/cli.js';
const ring = `test:${randomBytes(32).toString('base64')}`;
const index = randomBytes(32).toString('base64');

/** The settings that a service and the command beside it must have in common. */
export const sharedKeys = { VAULT_KEY_RING: ring, VAULT_INDEX_KEY: index };

type CommandLine = (...args: string[]) => Promise<Ran>;

/**
 * Commands as staff run them on the server of a service that was started with `sharedKeys`: with settings, a clock and a
 * database connection of their own, but inside this process, which spares each of them the start of a program.
 */
export function commandLine(
  service: TestService,
  settings: Record<string, string> = {},
): CommandLine {
  const env = environment(service, settings);
  const clock = new SystemClock();
  const module = () =>
    AppModule.register(loadConfig(env, clock.milliseconds()), { clock, log: new Log('silent') });
  return async (...args) => {
    const [out, err] = [listenTo(process.stdout), listenTo(process.stderr)];
    try {
      const code = await runCommand(args, module);
      return { code, out: out.heard.join(''), err: err.heard.join('') };
    } finally {
      out.stop();
      err.stop();
    }
  };
}

/** The same through the built program, for what only a program can show. */
export function program(service: TestService, settings: Record<string, string> = {}): CommandLine {
  // Every run but the first finds its code compiled already.
  const env = { NODE_COMPILE_CACHE: '.cache/compile', ...environment(service, settings) };
  return async (...args) => {
    try {
      const ran = await promisify(execFile)(process.execPath, [builtProgram, ...args], { env });
      return { code: 0, out: ran.stdout, err: ran.stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  };
}

function environment(
  { database }: TestService,
  settings: Record<string, string>,
): Record<string, string> {
  return {
    ISSUER: 'https://link.example.gov',
    DATABASE_URL: database.serviceUrl,
    ...sharedKeys,
    GOOGLE_CLIENT_ID: 'client',
    GOOGLE_CLIENT_SECRET: 'secret',
    ...settings,
  };
}

/** Keeps what would go to the terminal. */
function listenTo(stream: NodeJS.WriteStream): { heard: string[]; stop: () => void } {
  const heard: string[] = [];
  const spy = jest.spyOn(stream, 'write').mockImplementation((text) => {
    heard.push(String(text));
    return true;
  });
  return { heard, stop: () => spy.mockRestore() };
}
