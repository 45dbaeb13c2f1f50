import { createHash } from 'node:crypto';
import type { Actor } from '../ledger/event-catalogue.ts';
import type { DeletedRows } from '../platform/jobs/deleted-rows.ts';
import type { Kept, Period } from './kept.ts';
import type { Kind } from './schedule.ts';

/** What one run can prove afterwards. */
export interface CertificateFacts {
  runId: string;
  actor: Actor;
  /** When the certificate before it was made; null for the first one. */
  from: Date | null;
  to: Date;
  schedule: Readonly<Record<string, Kind>>;
  /** What went since then, by the name of the deletion, whoever deleted it. */
  deleted: DeletedRows;
  /** What was due and could not be deleted. */
  left: DeletedRows;
}

/**
 * The text of a certificate: the same facts make the same bytes, in plain English for whoever reads it in ten years. It
 * has no words of the pages in it, which may change.
 */
export function certificateText(facts: CertificateFacts): string {
  const { runId, actor, from, to, schedule, deleted, left } = facts;
  return [
    'Civic Link retention certificate 1',
    `run ${runId}`,
    `by ${actor.kind} ${actor.id ?? '-'}`,
    `from ${from?.toISOString() ?? 'the beginning'}`,
    `to ${to.toISOString()}`,
    ...Object.entries(schedule).map(([name, kind]) => `kept ${name}: ${ruleOf(kind)}`),
    ...countsOf('deleted', deleted),
    ...countsOf('left', left),
    '',
  ].join('\n');
}

/** SHA-256 of the text. */
export function certificateHash(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

function countsOf(word: string, rows: DeletedRows): string[] {
  const counts = Object.entries(rows).filter(([, count]) => count > 0);
  if (counts.length === 0) return [`${word} nothing`];
  return counts.toSorted(byName).map(([name, count]) => `${word} ${name}: ${count}`);
}

function byName([one]: [string, number], [other]: [string, number]): number {
  return one < other ? -1 : 1;
}

function ruleOf({ kept, removedBy }: Kind): string {
  const [how, what] = Object.entries(removedBy)[0] ?? [];
  return `${termOf(kept)}; ${how} ${what}`;
}

function termOf(kept: Kept): string {
  if ('after' in kept) return `${periodOf(kept.after)}`;
  if ('until' in kept) return kept.until.replace('kept.', '');
  return `${periodOf(kept.idle)} after the last use, at most ${periodOf(kept.longest)}`;
}

function periodOf(period: Period): string {
  return 'months' in period ? `${period.months} months` : `${period.seconds} seconds`;
}
