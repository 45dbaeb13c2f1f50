import { parseArgs } from 'node:util';
import { Config } from '../config/config.ts';
import { days } from '../kernel/duration.ts';
import { Policies } from '../policy/policies.ts';
import { PolicyPublishing } from '../policy/policy-publishing.ts';
import type { PolicyVersion } from '../policy/policy-version.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';
import { jsonIn } from './json-file.ts';

/** Publishing versions of the privacy policy. */
export const policyCommands: Readonly<Record<string, Command>> = {
  'policy list': {
    usage: 'policy list',
    says: 'Lists the versions of the privacy policy, newest first.',
    run: list,
  },
  'policy publish': {
    usage: 'policy publish --file <json>',
    says: 'Publishes the next version, in English and Spanish. docs/policy.md describes the file. It cannot be changed afterwards.',
    run: publish,
  },
};

async function list({ app, print }: CommandContext): Promise<number> {
  const policies = app.get(Policies);
  const current = await policies.current();
  for (const version of (await policies.list()).toReversed()) print(lineOf(version, current));
  return done;
}

function lineOf(
  { version, since, asksAgain, text, hasStarted }: PolicyVersion,
  current: PolicyVersion,
) {
  const past = version === current.version ? 'current' : 'old';
  const state = hasStarted ? past : 'coming';
  const asks = asksAgain ? 'asks again' : 'asks nobody again';
  const words = text === null ? 'built-in words' : 'own words';
  return `${version}  ${state}  from ${since.toISOString()}  ${asks}  ${words}`;
}

async function publish({ app, args, print }: CommandContext): Promise<number> {
  const options = { file: { type: 'string' } } as const;
  const { file } = parseArgs({ args: [...args], options }).values;
  if (file === undefined) throw new UsageError('Say which file, with --file.');
  const outcome = await app.get(PolicyPublishing).publish(operator, jsonIn(file));
  if (outcome.kind === 'refused') {
    print('Not published:');
    for (const { sentence } of outcome.problems) print(`  ${sentence}`);
    return refused;
  }
  const { graceSeconds } = app.get(Config).policy;
  for (const line of whatWillHappen(outcome.version, graceSeconds / days(1))) print(line);
  return done;
}

function whatWillHappen(policy: PolicyVersion, graceDays: number): string[] {
  const { version, since, asksAgain, hasStarted } = policy;
  const rest = new Date(since.getTime() + days(graceDays) * 1000).toISOString();
  return [
    `Published version ${version}.`,
    hasStarted
      ? 'It is the current policy from now on.'
      : `It becomes the current policy by itself at ${since.toISOString()}. Until then /privacy announces it.`,
    ...(asksAgain
      ? [
          'Then residents are asked to agree when they sign in, link an account or connect a service.',
          `From ${rest} (${graceDays} days later) tokens of residents who have not agreed rest until they do.`,
        ]
      : ['Nobody is asked again, and what residents let apps see stays as it is.']),
  ];
}
