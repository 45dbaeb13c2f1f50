import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attempt } from '../../src/cli/attempt.ts';
import { policyCommands } from '../../src/cli/policy-commands.ts';
import { draft } from '../support/policy-versions.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startTestService({ POLICY_GRACE_DAYS: '30' });
  folder = mkdtempSync(join(tmpdir(), 'civic-policy-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.stop();
});

/** Runs a command as the terminal would, and returns its exit code and what it printed. */
async function run(name: string, ...args: string[]): Promise<[number, string]> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const command = policyCommands[name];
  if (!command) throw new Error(`No command ${name}.`);
  const { app } = service.running;
  const code = await attempt(command, () => command.run({ app, args, print }));
  return [code, lines.join('\n')];
}

function file(content: object | string): string {
  const path = join(folder, 'policy.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const publish = (content: object | string): Promise<[number, string]> =>
  run('policy publish', '--file', file(content));

test('a wrong file is refused with everything that is wrong with it', async () => {
  expect(await publish({ startsAt: 'soon', en: {}, es: {} })).toEqual([
    1,
    [
      'Not published:',
      '  startsAt: must be a day such as "2027-02-01", or a moment with its offset.',
      '  asksAgain: must be true or false.',
      '  en.changes: must be a list of what changed.',
      '  es.changes: must be a list of what changed.',
    ].join('\n'),
  ]);
  expect((await publish('{'))[0]).toBe(2);
  expect((await run('policy publish'))[0]).toBe(2);
  expect((await run('policy publish', '--file', join(folder, 'nowhere')))[0]).toBe(2);
});

test('versions are published with what will happen, and listed', async () => {
  const [first, said] = await publish(draft(service, 0, { asksAgain: false }));
  expect([first, said]).toEqual([
    0,
    expect.stringMatching(/^Published version 2\.\nIt is the current policy/),
  ]);
  expect(said).toContain('Nobody is asked again');
  const [second, then] = await publish(draft(service, 3));
  expect([second, then]).toEqual([0, expect.stringContaining('Until then /privacy announces it.')]);
  expect(then).toContain('(30 days later) tokens of residents who have not agreed rest');
  const [, list] = await run('policy list');
  expect(list.split('\n')).toEqual([
    expect.stringMatching(/^3 {2}coming {2}from .* asks again {2}built-in words$/),
    expect.stringMatching(/^2 {2}current {2}from .* asks nobody again/),
    expect.stringMatching(/^1 {2}old {2}from 2026-11-23/),
  ]);
});
