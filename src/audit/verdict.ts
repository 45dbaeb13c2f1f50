/** What is wrong at the first place where something is. */
export type Break =
  /** The text of this entry, or its hash, is not what was sealed. */
  | 'changed'
  /** An entry that was sealed is not there. */
  | 'missing'
  /** An entry stands between sealed ones and has no seal, or one of another place. */
  | 'inserted'
  /** The chain is in itself right, and not the one that a checkpoint vouches for. */
  | 'not-as-signed'
  /** The chain ends before an entry that a checkpoint vouches for. */
  | 'cut-off'
  /** A checkpoint that nobody's known key signed, or that is none. */
  | 'untrusted-checkpoint'
  /** The beginning was removed, and no signature of ours says so where it must. */
  | 'untrusted-beginning';

/** What a verification found: the sealed entries up to a number as they were, or the first that is not. */
export type Verdict =
  | {
      kind: 'intact';
      /** The first entry that is still kept; earlier ones had their time. */
      from: number;
      /** The last sealed entry. */
      to: number;
      /** Up to here a checkpoint vouches for the chain; what comes after it only agrees with itself. 0: none does. */
      vouched: number;
      /** The same for checkpoints that whoever owns the database could not rewrite. */
      outside: number;
      /** How many entries have no seal yet. */
      unsealed: number;
    }
  | { kind: 'broken'; at: number; why: Break };

export type Broken = Extract<Verdict, { kind: 'broken' }>;

export function broken(at: number, why: Break): Broken {
  return { kind: 'broken', at, why };
}
