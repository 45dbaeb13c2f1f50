import { isId } from '../kernel/ids.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import type { StaffPeople } from '../staff/people.ts';

/** What those are called who planned or asked; an app is named by its id, whoever is at the server by theirs. */
export async function actorNames(
  people: StaffPeople,
  actors: readonly Actor[],
): Promise<(actor: Actor) => string> {
  const ids = actors.flatMap(({ id }) => (isId(id) ? [id] : []));
  const names = await people.namesOf(ids);
  return ({ id = '' }) => names.get(id) ?? id;
}
