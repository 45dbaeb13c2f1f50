import { parseArgs } from 'node:util';
import type { EndReason } from '../ledger/event-catalogue.ts';
import { IssuerEpoch } from '../oauth/issuer-epoch.ts';
import { atTheTerminal, done, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const reasons: readonly EndReason[] = ['restore', 'security'];

/** Ending tokens, all of them. */
export const tokenCommands: Readonly<Record<string, Command>> = {
  'tokens revoke-all': {
    usage: `tokens revoke-all --reason <${reasons.join('|')}>`,
    says: 'Ends every session, grant and token at once. Residents sign in anew; their links stay.',
    run: revokeAll,
  },
};

async function revokeAll({ app, args, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { reason: { type: 'string' } } });
  const reason = reasons.find((one) => one === values.reason);
  if (reason === undefined) throw new UsageError('Say why, by one of the reason codes.');
  await app.get(IssuerEpoch).raise(reason, atTheTerminal);
  print('Done. Every session, grant and token until now is dead.');
  print('Apps that check tokens by themselves, without asking, notice when a token expires.');
  return done;
}
