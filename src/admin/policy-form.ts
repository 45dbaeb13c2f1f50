import type { FastifyRequest } from 'fastify';
import { longest } from '../policy/typed-draft.ts';
import type { TypedDraft } from '../policy/typed-draft.ts';
import { fieldIn } from './staff-form.ts';

/** The fields of the form by which a draft is typed. */
export const draftFields = [
  'starts',
  'asks',
  'changes-en',
  'changes-es',
  'text-en',
  'text-es',
] as const;

export type DraftField = (typeof draftFields)[number];

/** What the form of a draft sent. */
export function typedIn({ body }: FastifyRequest): TypedDraft {
  return {
    startsOn: fieldIn(body, 'starts'),
    asksAgain: fieldIn(body, 'asks') === 'yes',
    changes: { en: fieldIn(body, 'changes-en'), es: fieldIn(body, 'changes-es') },
    text: { en: fieldIn(body, 'text-en'), es: fieldIn(body, 'text-es') },
  };
}

/** The revision that the page showed; null where it showed none. */
export function revisionIn({ body }: FastifyRequest): number | null {
  const sent = fieldIn(body, 'revision');
  return /^[1-9]\d{0,8}$/.test(sent) ? Number(sent) : null;
}

/** The fields with more in them than there is room for. */
export function tooLong({ startsOn, changes, text }: TypedDraft): DraftField[] {
  const lengths: Partial<Record<DraftField, boolean>> = {
    starts: startsOn.length > longest.startsOn,
    'changes-en': changes.en.length > longest.changes,
    'changes-es': changes.es.length > longest.changes,
    'text-en': text.en.length > longest.text,
    'text-es': text.es.length > longest.text,
  };
  return draftFields.filter((field) => lengths[field]);
}

/** The field of the form that a problem of the draft is about. */
export function fieldOf(problemField: string): DraftField {
  const [language = '', part] = problemField.split('.');
  if (language === 'startsAt') return 'starts';
  if (language === 'asksAgain') return 'asks';
  return draftFields.find((field) => field === `${part}-${language}`) ?? 'starts';
}
