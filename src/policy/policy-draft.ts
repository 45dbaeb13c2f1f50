import { z } from 'zod';
import { dayIn } from '../kernel/calendar.ts';
import { problemAt } from './draft-problems.ts';
import type { DraftProblem, DraftProblemCode } from './draft-problems.ts';
import type { PolicyVersion } from './policy-version.ts';

/** A version that is to be published. */
export type PolicyDraft = Pick<PolicyVersion, 'since' | 'asksAgain' | 'changes' | 'text'>;

export type DraftReading =
  { kind: 'draft'; draft: PolicyDraft } | { kind: 'refused'; problems: readonly DraftProblem[] };

const dayShape = /^\d{4}-\d{2}-\d{2}$/;
const day = z.string().regex(dayShape).and(z.iso.date());
const moment = z.iso.datetime({ offset: true });
const start = z.union([day, moment], { error: code('not-a-day') });

const bullet = z
  .string(code('not-text'))
  .trim()
  .min(1, code('empty'))
  .max(300, code('line-too-long'))
  .regex(/^[^\r\n]*$/, code('not-one-line'));

const text = z
  .string(code('not-text'))
  .trim()
  .min(1, code('text-empty'))
  .max(40_000, code('text-too-long'))
  .refine((whole) => whole.split(/\r?\n/).every(isLine), {
    error: code('other-heading'),
  });

const inOneLanguage = z.strictObject(
  {
    changes: z
      .array(bullet, code('not-a-list'))
      .min(1, code('no-changes'))
      .max(5, code('many-changes')),
    text: text.optional(),
  },
  { error: wrongShape },
);

const draftFile = z
  .strictObject(
    {
      startsAt: start,
      asksAgain: z.boolean(code('not-a-choice')),
      en: inOneLanguage,
      es: inOneLanguage,
    },
    { error: wrongShape },
  )
  .refine(({ en, es }) => en.changes.length === es.changes.length, {
    path: ['es', 'changes'],
    error: code('other-count'),
  })
  .refine(({ en, es }) => (en.text === undefined) === (es.text === undefined), {
    path: ['es', 'text'],
    error: code('one-language'),
  })
  .refine(({ asksAgain, en }) => !asksAgain || en.changes.length >= 2, {
    path: ['en', 'changes'],
    error: code('few-changes'),
  });

/**
 * Reads what `policy publish` is given.
 * @param timeZone where a day begins at midnight
 * @returns the draft, or everything that is wrong with it
 */
export function readDraft(file: unknown, timeZone: string): DraftReading {
  const result = draftFile.safeParse(file);
  if (!result.success) return { kind: 'refused', problems: result.error.issues.map(problemOf) };
  const { startsAt, asksAgain, en, es } = result.data;
  const draft = {
    since: instantOf(startsAt, timeZone),
    asksAgain,
    changes: { en: en.changes, es: es.changes },
    text: en.text === undefined || es.text === undefined ? null : { en: en.text, es: es.text },
  };
  return { kind: 'draft', draft };
}

/** When the version of a file begins, whatever else is wrong with it; null where it does not say. */
export function startIn(file: unknown, timeZone: string): Date | null {
  const result = z.object({ startsAt: start }).safeParse(file);
  return result.success ? instantOf(result.data.startsAt, timeZone) : null;
}

function instantOf(startsAt: string, timeZone: string): Date {
  return dayShape.test(startsAt) ? dayIn(startsAt, timeZone) : new Date(startsAt);
}

function isLine(line: string): boolean {
  return !line.startsWith('#') || line.startsWith('## ');
}

function wrongShape({ code: kind }: { code?: string | undefined }): DraftProblemCode {
  return kind === 'unrecognized_keys' ? 'unknown-field' : 'wrong-shape';
}

/** What schemas say is a code; words come later, in the language of whoever reads them. */
function code(known: DraftProblemCode): DraftProblemCode {
  return known;
}

function problemOf(issue: z.core.$ZodIssue): DraftProblem {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return problemAt(issue.path, issue.message as DraftProblemCode, keys);
}
