import type { BulkPlan, PlanState } from '../../../bulk/plan.ts';
import { formatCount } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import type { Language, PlainKey } from '../../../words/words.ts';

/** What each state of a plan is called. */
export const stateWords: Readonly<Record<PlanState, PlainKey>> = {
  planned: 'staff.bulk.state.planned',
  waiting: 'staff.bulk.state.waiting',
  running: 'staff.bulk.state.running',
  paused: 'staff.bulk.state.paused',
  finished: 'staff.bulk.state.finished',
  stopped: 'staff.bulk.state.stopped',
  rejected: 'staff.bulk.state.rejected',
  cancelled: 'staff.bulk.state.cancelled',
  expired: 'staff.bulk.state.expired',
};

/** Whether a plan ended without being carried out to the end: what it would have done does not come any more. */
export function isGivenUp({ state }: Pick<BulkPlan, 'state'>): boolean {
  return ['stopped', 'rejected', 'cancelled', 'expired'].includes(state);
}

/** "1 link", "1,200 links". */
export function linksInWords(language: Language, links: number): string {
  const say = sayIn(language);
  if (links === 1) return say('staff.bulk.plan.links.one');
  return say('staff.bulk.plan.links', { count: formatCount(language, links) });
}
