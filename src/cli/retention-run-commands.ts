import { parseArgs } from 'node:util';
import { Retention } from '../retention/retention.ts';
import type { RetentionRun } from '../retention/retention-run.ts';
import { done, operator } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const shownRuns = 30;

/** Deleting what is due, and the certificates of what was deleted. */
export const retentionRunCommands: Readonly<Record<string, Command>> = {
  'retention run': {
    usage: 'retention run',
    says: 'Deletes what is due now and prints the certificate of what has gone since the one before.',
    run,
  },
  'retention runs': {
    usage: 'retention runs [--json]',
    says: `Lists the last ${shownRuns} runs, newest first; --json: with their certificates.`,
    run: list,
  },
};

async function run({ app, args, print }: CommandContext): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const outcome = await app.get(Retention).run(operator);
  switch (outcome.kind) {
    case 'certified':
      print(outcome.run.certificate.text);
      print(`SHA-256 ${outcome.run.certificate.hash}`);
      return done;
    case 'goes-on':
      print(
        `Run ${outcome.run.id} has more to delete than fits here. The service goes on with it.`,
      );
      return done;
    default:
      return outcome satisfies never;
  }
}

async function list({ app, args, print }: CommandContext): Promise<number> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const runs = await app.get(Retention).lastRuns(operator, shownRuns);
  if (values.json) print(JSON.stringify(runs, null, 2));
  else for (const each of runs) print(lineOf(each));
  return done;
}

function lineOf({ id, actor, beganAt, certificate }: RetentionRun): string {
  const outcome =
    certificate === null
      ? 'goes on'
      : `${certificate.deleted} deleted  certified ${certificate.finishedAt.toISOString()}  ${certificate.hash}`;
  return `${id}  began ${beganAt.toISOString()}  by ${actor.id ?? actor.kind}  ${outcome}`;
}
