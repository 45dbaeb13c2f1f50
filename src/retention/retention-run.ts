import { hours, minutes } from '../kernel/duration.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import type { Kind } from './schedule.ts';
import type { Why } from './why-kept.ts';

/** A little less than a day, so that a run a day does not come later every day. */
export const runEverySeconds = hours(24) - minutes(10);

/** A run that has begun and has no certificate yet. */
export interface OpenRun {
  id: string;
  actor: Actor;
  beganAt: Date;
}

/** What a finished run leaves behind. */
export interface Certificate {
  finishedAt: Date;
  /** How many rows went since the certificate before. */
  deleted: number;
  text: string;
  /** SHA-256 of the text as base64url, which the ledger has too. */
  hash: string;
}

/** One run of the schedule; without a certificate it still goes on. */
export interface RetentionRun extends OpenRun {
  certificate: Certificate | null;
}

/** A kind of information with what a run would delete of it now; null for what does not go by time. */
export interface PreviewRow {
  name: string;
  kind: Kind;
  why: Why;
  due: number | null;
  /** What has gone since the last certificate, and will be in the next. */
  gone: number | null;
}

/** How a run went as far as somebody waited for it. What goes on is finished by the job, within minutes. */
export type RunOutcome =
  | { kind: 'certified'; run: OpenRun & { certificate: Certificate } }
  | { kind: 'goes-on'; run: OpenRun };

/** From when on the next run begins by itself, after this newest one; null while that one goes on. */
export function nextRunAfter({ certificate }: RetentionRun): Date | null {
  return certificate && new Date(certificate.finishedAt.getTime() + runEverySeconds * 1000);
}

/** A run as the table has it. */
export interface RunRow {
  id: string;
  actor_kind: Actor['kind'];
  actor: string | null;
  beganAt: Date;
  finishedAt: Date | null;
  deleted: number | null;
  certificate: string | null;
  hash: Buffer | null;
}

export function openRunOf(row: Pick<RunRow, 'id' | 'actor_kind' | 'actor' | 'beganAt'>): OpenRun {
  const { id, actor_kind: kind, actor, beganAt } = row;
  return { id, actor: { kind, ...(actor !== null && { id: actor }) }, beganAt };
}

export function runOf(row: RunRow): RetentionRun {
  const { finishedAt, deleted, certificate: text, hash } = row;
  const isFinished = finishedAt !== null && deleted !== null && text !== null && hash !== null;
  const certificate = isFinished
    ? { finishedAt, deleted, text, hash: hash.toString('base64url') }
    : null;
  return { ...openRunOf(row), certificate };
}
