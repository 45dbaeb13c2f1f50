import type { RegisteredVersion } from '../../../policy/policy-register.ts';
import type { PlainKey } from '../../../words/words.ts';

/** What each state of a version is called. */
export const stateWords: Readonly<Record<RegisteredVersion['state'], PlainKey>> = {
  coming: 'staff.policy.state.coming',
  current: 'staff.policy.state.current',
  old: 'staff.policy.state.old',
};
