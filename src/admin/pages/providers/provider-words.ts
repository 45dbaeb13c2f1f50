import type { ProviderMode } from '../../../providers/provider-states.ts';
import type { ProviderTrial } from '../../../providers/provider.ts';
import type { Key, PlainKey } from '../../../words/words.ts';

/** What may be done with a provider, in words. */
export const modeWords = {
  on: 'staff.providers.mode.on',
  off: 'staff.providers.mode.off',
  'link-only': 'staff.providers.mode.link-only',
} as const satisfies Record<ProviderMode, PlainKey>;

/** The same to choose from. */
export const choiceWords = {
  on: 'staff.provider.mode.on',
  'link-only': 'staff.provider.mode.link-only',
  off: 'staff.provider.mode.off',
} as const satisfies Record<ProviderMode, PlainKey>;

/** What is said once it is so, whether it was so before or not. */
export const switchedWords = {
  on: 'staff.providers.done.on',
  off: 'staff.providers.done.off',
  'link-only': 'staff.providers.done.link-only',
} as const satisfies Record<ProviderMode, Key>;

/** How a test went. */
export const trialWords = {
  answers: 'staff.providertest.answers',
  unavailable: 'staff.providertest.unavailable',
  unexpected: 'staff.providertest.unexpected',
} as const satisfies Record<ProviderTrial, Key>;
