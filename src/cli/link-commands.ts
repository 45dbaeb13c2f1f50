import { parseArgs } from 'node:util';
import { RevocationRequests } from '../bulk/revocation-requests.ts';
import { isId } from '../kernel/ids.ts';
import type { Link } from '../links/link.ts';
import { LinkSearch } from '../links/link-search.ts';
import type { LinkQuery } from '../links/link-search.ts';
import { isStaffReason, staffReasons } from '../links/reasons.ts';
import { Providers } from '../providers/providers.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Finding and revoking links. */
export const linkCommands: Readonly<Record<string, Command>> = {
  'links find': {
    usage:
      'links find (--resident <id> | --provider <name> --user-id <id> | --name <display name>)',
    says: 'Finds links. The ledger notes that somebody searched and never what for; residents read that they were found.',
    run: find,
  },
  'links revoke': {
    usage: `links revoke <link id> --reason <${staffReasons.join('|')}>`,
    says: 'Removes a link: identifiers are erased and everything it opened is dead at once.',
    run: revoke,
  },
};

async function find({ app, args, print }: CommandContext): Promise<number> {
  const outcome = await app.get(LinkSearch).find(operator, query(args, app.get(Providers)));
  if (outcome.kind === 'too-many') {
    print('More than 25 links. Say more.');
    return refused;
  }
  for (const link of outcome.links) print(lineOf(link));
  print(outcome.links.length === 1 ? '1 link' : `${outcome.links.length} links`);
  return done;
}

function query(args: readonly string[], providers: Providers): LinkQuery {
  const text = { type: 'string' } as const;
  const options = { resident: text, provider: text, 'user-id': text, name: text };
  const { values } = parseArgs({ args: [...args], options });
  const { resident, provider, name, 'user-id': subject } = values;
  if (isId(resident)) return { by: 'resident-id', residentId: resident };
  if (name) return { by: 'display-name', name };
  if (!provider || !subject)
    throw new UsageError('Say whose link: a resident id, a user ID or a name.');
  return { by: 'provider-id', namespace: providers.namespaceOf(provider), subject };
}

function lineOf({ id, residentId, provider, displayName, subject, createdAt }: Link): string {
  const name = displayName ?? '(name not saved)';
  return `${id}  resident ${residentId}  ${provider} …${subject.slice(-4)}  ${name}  since ${createdAt.toISOString()}`;
}

async function revoke({ app, args, print }: CommandContext): Promise<number> {
  const options = { reason: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [linkId] = positionals;
  if (!isId(linkId)) throw new UsageError('Say which link, by its id.');
  if (!isStaffReason(values.reason)) throw new UsageError('Say why, by one of the reason codes.');
  const order = { linkId, ...operator, reason: values.reason };
  const outcome = await app.get(RevocationRequests).revoke(order);
  switch (outcome.kind) {
    case 'removed':
      print(
        `Removed. ${outcome.wasOnlyLink ? 'It was the only link: the resident is unreachable now.' : ''}`.trim(),
      );
      return done;
    case 'already-removed':
      print('This link was removed before. Nothing changed.');
      return done;
    case 'waits':
      print(`Too many within the hour: a second person decides. Request ${outcome.request}`);
      return done;
    case 'no-such-link':
      print('There is no such link.');
      return refused;
    default:
      return outcome satisfies never;
  }
}
