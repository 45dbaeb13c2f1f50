import type { DayCount, HourCount } from '../../platform/tallies/tallies.ts';

/** How trips to one provider ended in one hour. */
export interface OutcomeHour {
  hour: Date;
  provider: string;
  worked: number;
  /** The person said no there. */
  declined: number;
  /** The provider gave an error, or no answer. */
  failed: number;
}

/** What one app asked on one day. */
export interface AppDay {
  day: string;
  app: string;
  /** Tokens it asked about that are good, and those that are not. */
  yes: number;
  no: number;
  /** Times it got tokens. */
  issued: number;
  /** Times it was refused them or could not prove who it is, by the code of the error. */
  errors: Record<string, number>;
}

/** One row for each hour and provider there is a count of. */
export function outcomesByHour(counts: readonly HourCount[]): OutcomeHour[] {
  const groups = Map.groupBy(counts, ({ hour, subject }) => `${hour.getTime()} ${subject}`);
  return Array.from(groups.values(), (group) => {
    const [{ hour, subject: provider } = { hour: new Date(0), subject: '' }] = group;
    const of = (outcome: string): number => countOf(group, outcome);
    return {
      hour,
      provider,
      worked: of('worked'),
      declined: of('declined'),
      failed: of('failed'),
    };
  });
}

/** One row for each day and app there is a count of, and when each app was last seen. */
export function checksByDay(checks: readonly DayCount[], requests: readonly DayCount[]) {
  const rows = new Map<string, AppDay>();
  const rowOf = ({ day, subject: app }: DayCount): AppDay => {
    const row = rows.get(`${day} ${app}`) ?? { day, app, yes: 0, no: 0, issued: 0, errors: {} };
    rows.set(`${day} ${app}`, row);
    return row;
  };
  for (const check of checks) rowOf(check)[check.outcome === 'yes' ? 'yes' : 'no'] += check.count;
  for (const request of requests) addRequest(rowOf(request), request);
  const inOrder = [...rows.keys()].toSorted().map((key) => rows.get(key) as AppDay);
  return { rows: inOrder, lastSeen: lastSeen([...checks, ...requests]) };
}

function addRequest(row: AppDay, { outcome, count }: DayCount): void {
  if (outcome === 'issued') row.issued += count;
  else row.errors[outcome] = (row.errors[outcome] ?? 0) + count;
}

function lastSeen(counts: readonly DayCount[]): { app: string; at: Date }[] {
  const last = new Map<string, Date>();
  for (const { subject, lastAt } of counts) {
    const known = last.get(subject);
    if (lastAt !== null && (known === undefined || lastAt > known)) last.set(subject, lastAt);
  }
  return Array.from(last, ([app, at]) => ({ app, at })).toSorted((one, other) =>
    one.app < other.app ? -1 : 1,
  );
}

function countOf(counts: readonly HourCount[], outcome: string): number {
  return counts.find((one) => one.outcome === outcome)?.count ?? 0;
}
