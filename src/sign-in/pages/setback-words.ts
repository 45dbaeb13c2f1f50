import type { Key, Say } from '../../words/words.ts';
import type { Setback } from '../outcome-path.ts';
import type { ProviderFacts } from './provider-facts.ts';

/** How a trip failed that began on the page to which it has led back. */
export interface WentWrong {
  setback: Setback;
  provider: Pick<ProviderFacts, 'label' | 'hasAccountChooser'>;
}

const sentences = {
  cancelled: 'prove.ended.cancelled',
  'provider-unavailable': 'prove.ended.provider-unavailable',
  'provider-error': 'prove.ended.provider-error',
  'other-account': 'prove.ended.other-account',
  'not-fresh': 'prove.ended.not-fresh',
  'switched-off': 'prove.ended.switched-off',
} as const satisfies Record<Setback, Key>;

/** What went wrong, that nothing has changed, and how to use another account where the provider offers none. */
export function setbackWords(say: Say, { setback, provider: facts }: WentWrong): string {
  const provider = facts.label;
  const words = say(sentences[setback], { provider });
  if (setback !== 'other-account' || facts.hasAccountChooser) return words;
  return `${words} ${say('review.other.hint', { provider })}`;
}
