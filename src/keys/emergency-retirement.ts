import type { KeyState } from './key-state.ts';

/** What became of a key that was reported as compromised, and which key signs in its place if it was signing. */
export type EmergencyRetirement =
  | { kind: 'retired'; was: KeyState; successor: string | null }
  | { kind: 'already-compromised' }
  | { kind: 'unknown-key' };
