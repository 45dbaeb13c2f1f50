import type { KeyState } from './key-state.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** A signing key as staff see it. */
export interface KeyRecord {
  kid: string;
  algorithm: SigningAlgorithm;
  state: KeyState;
  madeAt: Date;
  /** From when on it may sign. */
  readyAt: Date;
  /** When it began to sign; null for one that never did. */
  currentAt: Date | null;
  replacedAt: Date | null;
  retiredAt: Date | null;
  compromised: boolean;
}

/** When a replaced key can go: the last token it signed has expired by then. */
export function overAt({ replacedAt }: KeyRecord, keepAfterSeconds: number): Date | null {
  return replacedAt && new Date(replacedAt.getTime() + keepAfterSeconds * 1000);
}
