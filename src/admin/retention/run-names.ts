import type { RetentionRun } from '../../retention/retention-run.ts';
import type { StaffPeople } from '../../staff/people.ts';
import { actorNames } from '../actor-names.ts';

/** A run with whoever began it: a name, the code of an app, or null for what runs by itself. */
export type NamedRun = RetentionRun & { who: string | null };

/** Runs with the names of those who began them. */
export async function withNames(
  people: StaffPeople,
  runs: readonly RetentionRun[],
): Promise<NamedRun[]> {
  const nameOf = await actorNames(
    people,
    runs.map(({ actor }) => actor),
  );
  return runs.map((run) => {
    const { actor } = run;
    return { ...run, who: actor.kind === 'system' ? null : nameOf(actor) };
  });
}
