import type { Jwks } from '../keys/jwks.ts';
import type { ChainEnd } from './chain.ts';
import { isSignedBy } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { broken } from './verdict.ts';
import type { Broken } from './verdict.ts';

/** Where checkpoints come from: the database, the checkpoint file, or whoever asks. Null stands for what is none. */
export interface Sources {
  database: readonly (Checkpoint | null)[];
  file: readonly (Checkpoint | null)[];
  brought: readonly (Checkpoint | null)[];
}

/** Two checkpoints that say different things of one place: no chain agrees with both. */
const contradiction = '';

/** What checkpoints say the chain must be. Every one counts: a false one can only raise an alarm. */
export class Anchors {
  private readonly hashes = new Map<number, string>();
  private readonly reaches = { vouched: 0, outside: 0 };

  /** @param keys every key that may have signed one */
  constructor(
    private readonly keys: Jwks,
    private readonly sources: Sources,
  ) {}

  /** Takes all of them in; tells of the first that cannot be trusted. */
  load(): Broken | null {
    const { database, file, brought } = this.sources;
    const found = this.add(brought, 'outside') ?? this.add(file, 'outside');
    return found ?? this.add(database, 'vouched');
  }

  /** Whether the file, if there is one, knows that the beginning was removed up to this entry. */
  knowStub(seq: number): boolean {
    const { file } = this.sources;
    return file.length === 0 || file.some((one) => one?.kind === 'stub' && one.seq === seq);
  }

  /** Up to which entry they vouch. */
  get reach(): { vouched: number; outside: number } {
    return this.reaches;
  }

  /** False when a checkpoint says something else of this place. */
  agree({ seq, hash }: ChainEnd): boolean {
    const known = this.hashes.get(seq);
    return known === undefined || known === hash;
  }

  /** Whether the chain ends before the last of them. */
  beyond({ seq }: ChainEnd): Broken | null {
    return this.reaches.vouched > seq ? broken(seq + 1, 'cut-off') : null;
  }

  private add(
    checkpoints: readonly (Checkpoint | null)[],
    reach: 'vouched' | 'outside',
  ): Broken | null {
    const good = checkpoints.filter((one) => one !== null);
    const newest = good.reduce<Checkpoint | null>(later, null);
    for (const one of good) this.note(one);
    const { reaches } = this;
    reaches[reach] = Math.max(reaches[reach], newest?.seq ?? 0);
    reaches.vouched = Math.max(reaches.vouched, reaches.outside);
    // The hash of the newest stands for all before it, so that one signature is enough.
    const isTrusted = newest === null || isSignedBy(this.keys, newest);
    const isComplete = good.length === checkpoints.length;
    return isTrusted && isComplete ? null : broken(newest?.seq ?? 0, 'untrusted-checkpoint');
  }

  private note({ seq, hash }: Checkpoint): void {
    const known = this.hashes.get(seq);
    this.hashes.set(seq, known === undefined || known === hash ? hash : contradiction);
  }
}

function later(one: Checkpoint | null, other: Checkpoint): Checkpoint {
  return one !== null && one.seq > other.seq ? one : other;
}
