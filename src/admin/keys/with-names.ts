import { isId } from '../../kernel/ids.ts';
import type { WaitingRetirement } from '../../keys/key-retirements.ts';
import type { StaffPeople } from '../../staff/people.ts';
import type { NamedRetirement } from '../pages/keys/keys-page.tsx';

/** Requests with the names of those who asked; an app is named by its id, and whoever is at the server has no name. */
export async function withNames(
  people: StaffPeople,
  waiting: readonly WaitingRetirement[],
): Promise<NamedRetirement[]> {
  const names = await people.namesOf(waiting.map(({ askedBy }) => askedBy).filter(isId));
  return waiting.map((asked) => {
    const { askedBy } = asked;
    return { ...asked, who: askedBy === 'cli' ? null : (names.get(askedBy) ?? askedBy) };
  });
}
