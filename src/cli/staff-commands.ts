import { parseArgs } from 'node:util';
import { Config } from '../config/config.ts';
import { isId } from '../kernel/ids.ts';
import { staffRoles } from '../permissions/permissions.ts';
import { StaffPeople } from '../staff/people.ts';
import type { Invited } from '../staff/people.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Letting people in: the first one, and whoever has lost every passkey. */
export const staffCommands: Readonly<Record<string, Command>> = {
  'staff invite': {
    usage: `staff invite (--name <name> --role <${staffRoles.join('|')}> | --person <id>)`,
    says: 'Prints a link with which somebody makes a passkey. It works once, for 15 minutes. The ledger notes it.',
    run: invite,
  },
  'staff list': { usage: 'staff list', says: 'Who can sign in to the console.', run: list },
};

async function invite({ app, args, print }: CommandContext): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { name: text, role: text, person: text };
  const { name = '', role, person } = parseArgs({ args: [...args], options }).values;
  const people = app.get(StaffPeople);
  if (person !== undefined) {
    const invited = isId(person) ? await people.inviteAgain(operator, person) : null;
    if (invited !== null) return show(app.get(Config), invited, print);
    print('There is nobody with this id who signs in with a passkey.');
    return refused;
  }
  const is = staffRoles.find((one) => one === role);
  if (name.trim() === '' || name.length > 80 || !is) {
    throw new UsageError('Say who it is and what they are: --name and --role.');
  }
  const invited = await people.invite(operator, { name: name.trim(), role: is });
  return show(app.get(Config), invited, print);
}

function show(
  { issuer }: Config,
  { person, token }: Invited,
  print: (line: string) => void,
): number {
  print(`${person.name}, ${person.role} (${person.id}). Open within 15 minutes, once:`);
  print(`${issuer}/staff/enrol/${token}`);
  return done;
}

async function list({ app, print }: CommandContext): Promise<number> {
  const people = await app.get(StaffPeople).list(operator);
  for (const { id, name, role, passkeys, isFromDirectory } of people) {
    const keys = `${passkeys} ${passkeys === 1 ? 'passkey' : 'passkeys'}`;
    print(`${id}  ${role}  ${name}  ${isFromDirectory ? 'city account' : keys}`);
  }
  print(people.length === 0 ? 'Nobody yet. Let the first one in with staff invite.' : '');
  return done;
}
