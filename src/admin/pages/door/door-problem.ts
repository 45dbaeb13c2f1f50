import type { PlainKey } from '../../../words/words.ts';

/** Why somebody is still at the door. */
export type DoorProblem = 'passkey' | 'directory';

export const doorProblems = {
  passkey: 'staff.signin.failed',
  directory: 'staff.directory.down',
} as const satisfies Record<DoorProblem, PlainKey>;
