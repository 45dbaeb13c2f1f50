import { z } from 'zod';
import type { DraftProblem } from '../policy/draft-problems.ts';
import type { ReviewedDraft } from '../policy/policy-drafts.ts';
import { linesOf, longest } from '../policy/typed-draft.ts';
import type { TypedDraft } from '../policy/typed-draft.ts';

export const publishedVersion = z.strictObject({
  version: z.int(),
  starts_at: z.iso.datetime(),
  asks_again: z.boolean(),
});

export const revision = z.int().min(1).describe('Which revision of the draft was read.');

const inOneLanguage = z.strictObject({
  changes: z.array(z.string().max(longest.changes)).describe('What is different, a line each.'),
  text: z.string().max(longest.text).describe('The whole policy; empty for the built-in words.'),
});

const typed = {
  starts_at: z.string().max(longest.startsOn).describe('A day such as `2027-02-01`.'),
  asks_again: z.boolean().describe('Whether everybody must agree to it again.'),
  en: inOneLanguage,
  es: inOneLanguage,
};

export const draftOrder = z.strictObject({
  revision: revision.nullable().describe('Null when there was no draft.'),
  ...typed,
});

export const draft = z.strictObject({
  revision,
  saved_at: z.iso.datetime(),
  version: z.int().describe('The number it would get.'),
  ...typed,
  problems: z
    .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
    .describe('What keeps it from being published.'),
});

export function typedIn(order: z.output<typeof draftOrder>): TypedDraft {
  const { starts_at: startsOn, asks_again: asksAgain, en, es } = order;
  return {
    startsOn,
    asksAgain,
    changes: { en: en.changes.join('\n'), es: es.changes.join('\n') },
    text: { en: en.text, es: es.text },
  };
}

export function asDraft(known: ReviewedDraft): z.output<typeof draft> {
  const { startsOn, asksAgain, changes, text } = known.typed;
  return {
    revision: known.revision,
    saved_at: known.savedAt.toISOString(),
    version: known.number,
    starts_at: startsOn,
    asks_again: asksAgain,
    en: { changes: linesOf(changes.en), text: text.en },
    es: { changes: linesOf(changes.es), text: text.es },
    problems: known.problems.map(asField),
  };
}

const namesHere: Readonly<Record<string, string>> = {
  startsAt: 'starts_at',
  asksAgain: 'asks_again',
};

/** A problem of a draft by the names that the API has for its fields. */
export function asField({ field, says }: DraftProblem): { pointer: string; detail: string } {
  const name = namesHere[field] ?? field.replaceAll('.', '/');
  return { pointer: `#/${name}`, detail: says };
}
