import { hash } from 'node:crypto';

/** A place in the chain: how many entries it is long up to there, and the hash that stands for all of them. */
export interface ChainEnd {
  seq: number;
  /** 64 hexadecimal digits. */
  hash: string;
}

/** Before the first entry. */
export const beginning: ChainEnd = { seq: 0, hash: '0'.repeat(64) };

/** The hash of an entry, by its text and the hash of the one before. */
export function nextHash(previous: string, text: string): string {
  return hash('sha256', `${previous}\n${text}`);
}

/** The place after one more entry. */
export function afterEntry({ seq, hash: previous }: ChainEnd, text: string): ChainEnd {
  return { seq: seq + 1, hash: nextHash(previous, text) };
}
