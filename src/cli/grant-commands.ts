import { parseArgs } from 'node:util';
import { GrantRevocations } from '../grants/grant-revocations.ts';
import { GrantSearch } from '../grants/grant-search.ts';
import type { FoundGrant } from '../grants/grant-search.ts';
import { isId } from '../kernel/ids.ts';
import { isStaffReason, staffReasons } from '../links/reasons.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const text = { type: 'string' } as const;

/** Seeing and ending what residents let apps do. */
export const grantCommands: Readonly<Record<string, Command>> = {
  'grants list': {
    usage: 'grants list --resident <id>',
    says: 'Lists what a resident let apps do, newest first. The ledger notes that somebody looked.',
    run: list,
  },
  'grants revoke': {
    usage: `grants revoke <grant id> --reason <${staffReasons.join('|')}>`,
    says: 'Ends what a resident let an app do: every token made from it is dead at once.',
    run: revoke,
  },
};

async function list({ app, args, print }: CommandContext): Promise<number> {
  const { resident } = parseArgs({ args: [...args], options: { resident: text } }).values;
  if (!isId(resident)) throw new UsageError('Say whose grants: a resident id.');
  const outcome = await app.get(GrantSearch).find(operator, resident);
  if (outcome.kind === 'no-such-resident') {
    print('There is no such resident.');
    return refused;
  }
  for (const grant of outcome.grants) print(lineOf(grant));
  print(outcome.grants.length === 1 ? '1 grant' : `${outcome.grants.length} grants`);
  return done;
}

function lineOf({ id, appId, scopes, createdAt, live }: FoundGrant): string {
  const state = live ? 'live' : 'ended';
  return `${id}  ${appId}  ${scopes.join(' ')}  since ${createdAt.toISOString()}  ${state}`;
}

async function revoke({ app, args, print }: CommandContext): Promise<number> {
  const options = { reason: text };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [grantId] = positionals;
  if (!isId(grantId)) throw new UsageError('Say which grant, by its id.');
  if (!isStaffReason(values.reason)) throw new UsageError('Say why, by one of the reason codes.');
  const order = { grantId, ...operator, reason: values.reason };
  const outcome = await app.get(GrantRevocations).byStaff(order);
  switch (outcome.kind) {
    case 'revoked':
      print(`Ended. Tokens of ${outcome.appId} made from it are dead.`);
      return done;
    case 'already-ended':
      print('This grant ended before. Nothing changed.');
      return done;
    case 'no-such-grant':
      print('There is no such grant.');
      return refused;
    default:
      return outcome satisfies never;
  }
}
