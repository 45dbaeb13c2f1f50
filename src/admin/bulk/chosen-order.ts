import { z } from 'zod';
import type { BulkOrder } from '../../bulk/bulk-plans.ts';
import { dayIn } from '../../kernel/calendar.ts';
import { isTicket } from '../../ledger/ticket.ts';
import { isStaffReason } from '../../links/reasons.ts';
import type { Problem } from '../../ui/error-summary.tsx';
import type { Say } from '../../words/words.ts';
import type { Choice } from './choice.ts';

/** What there is to choose from, and how to read days. */
export interface Chooser {
  say: Say;
  /** Where a day begins at midnight. */
  timeZone: string;
  providers: readonly { id: string }[];
  apps: readonly { id: string }[];
}

export type Chosen =
  { kind: 'order'; order: BulkOrder } | { kind: 'refused'; problems: readonly Problem[] };

/** A day of the calendar, in a year with four digits. */
const day = z
  .string()
  .regex(/^[12]\d{3}-/)
  .and(z.iso.date());

/** Reads what was chosen: an order, or everything that is wrong with it in the order of the questions. */
export function chosenOrder(choice: Choice, chooser: Chooser): Chosen {
  const { reason, ticket } = choice;
  const problems = [
    ...filterProblems(choice, chooser),
    ...narrowProblems(choice, chooser),
    ...whyProblems(choice, chooser),
  ];
  if (problems.length > 0 || !isStaffReason(reason)) return { kind: 'refused', problems };
  const filter = filterOf(choice, chooser);
  return { kind: 'order', order: { filter, reason, ...(ticket !== '' && { ticket }) } };
}

function filterOf(
  { provider, from, before, used, app, everything }: Choice,
  { timeZone }: Chooser,
): BulkOrder['filter'] {
  return {
    provider,
    ...(from !== '' && { linkedFrom: dayIn(from, timeZone) }),
    ...(before !== '' && { linkedBefore: dayIn(before, timeZone) }),
    ...(used !== '' && { usedBefore: dayIn(used, timeZone) }),
    ...(app !== '' && { app }),
    ...(everything && { everything }),
  };
}

function filterProblems(choice: Choice, { say, providers, apps }: Chooser): Problem[] {
  const problems: Problem[] = [];
  if (!providers.some(({ id }) => id === choice.provider)) {
    problems.push({ field: 'provider', message: say('staff.bulk.choose.provider.missing') });
  }
  const wrong = (['from', 'before', 'used'] as const).filter((name) => !isDay(choice[name]));
  for (const field of wrong) problems.push({ field, message: say('staff.bulk.choose.day.wrong') });
  // Days written like this sort as they come.
  const isBackwards = choice.from !== '' && choice.before !== '' && choice.from >= choice.before;
  if (isBackwards && wrong.length === 0) {
    problems.push({ field: 'before', message: say('staff.bulk.choose.order.wrong') });
  }
  if (choice.app !== '' && !apps.some(({ id }) => id === choice.app)) {
    problems.push({ field: 'app', message: say('staff.bulk.choose.app.wrong') });
  }
  return problems;
}

/** One thing more than the provider, or all of it and nothing more. */
function narrowProblems(choice: Choice, { say }: Chooser): Problem[] {
  const { from, before, used, app, everything } = choice;
  const isNarrow = [from, before, used, app].some((part) => part !== '');
  if (!isNarrow && !everything) {
    return [{ field: 'from', message: say('staff.bulk.choose.narrow.missing') }];
  }
  if (isNarrow && everything) {
    return [{ field: 'everything', message: say('staff.bulk.choose.all.wrong') }];
  }
  return [];
}

function whyProblems({ reason, ticket }: Choice, { say }: Chooser): Problem[] {
  const problems: Problem[] = [];
  if (!isStaffReason(reason)) {
    problems.push({ field: 'reason', message: say('order.reason.missing') });
  }
  if (ticket !== '' && !isTicket(ticket)) {
    problems.push({ field: 'ticket', message: say('order.ticket.wrong') });
  }
  return problems;
}

function isDay(text: string): boolean {
  return text === '' || day.safeParse(text).success;
}
