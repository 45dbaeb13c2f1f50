import { operator } from '../src/cli/command.ts';
import { StaffPeople } from '../src/staff/people.ts';
import type { Stack } from './stack.ts';

/** Where a newcomer gets into the console: by a link that makes the first passkey, until there is one. */
export async function consoleDoor({ issuer, service }: Stack): Promise<string> {
  const people = service.app.get(StaffPeople);
  const listed = await people.list(operator);
  if (listed.some(({ passkeys }) => passkeys > 0)) return `${issuer}/staff/sign-in`;
  const known = listed.find(({ role }) => role === 'operator');
  const again = known ? await people.inviteAgain(operator, known.id) : null;
  const { token } =
    again ?? (await people.invite(operator, { name: 'Olga Operator', role: 'operator' }));
  return `${issuer}/staff/enrol/${token}`;
}
