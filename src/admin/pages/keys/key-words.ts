import type { KeyState } from '../../../keys/key-state.ts';
import type { PlainKey } from '../../../words/words.ts';

/** What a key does now, in words. */
export const stateWords = {
  next: 'staff.keys.state.next',
  current: 'staff.keys.state.current',
  previous: 'staff.keys.state.previous',
  retired: 'staff.keys.state.retired',
} as const satisfies Record<KeyState, PlainKey>;

/** What a page about keys says of what was just done. */
export const keysDone = {
  next: 'staff.keystep.done.next',
  over: 'staff.keystep.done.over',
  old: 'staff.keystep.done.old',
  retired: 'staff.keyanswer.done.retired',
  declined: 'staff.keyanswer.done.declined',
  stolen: 'staff.keyretire.stolen',
} as const;

export type KeysDone = keyof typeof keysDone;
