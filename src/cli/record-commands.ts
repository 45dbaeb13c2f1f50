import { parseArgs } from 'node:util';
import { isId } from '../kernel/ids.ts';
import { isPurpose, purposes, SupportAccess } from '../support/support-access.ts';
import type { Opening } from '../support/support-access.ts';
import type { OpenedRecord } from '../support/opened-record.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Opening a resident's record, which the resident can see. */
export const recordCommands: Readonly<Record<string, Command>> = {
  'record open': {
    usage: `record open (--code <code> | --resident <id> --purpose <${purposes.join('|')}>)`,
    says: 'Shows a record, with a code the resident made or for a purpose. The resident sees that you did.',
    run: open,
  },
};

async function open({ app, args, print }: CommandContext): Promise<number> {
  const outcome = await openingOf(app.get(SupportAccess), args);
  if (outcome.kind === 'refused') {
    print('Nothing to open: the code is wrong or has expired, or there is no such resident.');
    return refused;
  }
  for (const line of linesOf(outcome.record)) print(line);
  return done;
}

function openingOf(access: SupportAccess, args: readonly string[]): Promise<Opening> {
  const text = { type: 'string' } as const;
  const options = { code: text, resident: text, purpose: text };
  const { code, resident, purpose } = parseArgs({ args: [...args], options }).values;
  const isByCode = code !== undefined;
  if (isByCode === (resident !== undefined || purpose !== undefined))
    throw new UsageError('Give a code, or a resident and a purpose.');
  if (isByCode) return access.openWithCode(operator, code);
  if (!isId(resident)) throw new UsageError('Say whose record: a resident id.');
  if (!isPurpose(purpose)) throw new UsageError('Say what for, by one of the purposes.');
  return access.openForPurpose(operator, resident, purpose);
}

function linesOf(record: OpenedRecord): string[] {
  const links = record.links.map(({ id, provider, name, userId, createdAt, lastUsedAt }) =>
    [
      `link ${id}`,
      `${provider} ${userId}`,
      name ?? '(name not saved)',
      `since ${createdAt.toISOString()}`,
      `used ${lastUsedAt.toISOString()}`,
    ].join('  '),
  );
  const services = record.services.map(({ appId, name, scopes, givenAt }) =>
    [`service ${appId}`, name, scopes.join(' '), `since ${givenAt.toISOString()}`].join('  '),
  );
  const lastVisit = record.lastVisitAt?.toISOString() ?? 'not known';
  return [
    `resident ${record.id}  ${record.language}  since ${record.since.toISOString()}  last visit ${lastVisit}`,
    ...links,
    ...services,
    `signed in on ${record.sessions === 1 ? '1 browser' : `${record.sessions} browsers`}`,
  ];
}
