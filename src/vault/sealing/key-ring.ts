import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SealingKey } from './cipher.ts';

/** The keys that seal and open: the newest seals, each one opens what it sealed. */
export class KeyRing {
  readonly newest: SealingKey;
  private readonly keys: ReadonlyMap<string, KeyObject>;

  /** @param entries Oldest first. */
  constructor(entries: readonly { id: string; key: Buffer }[]) {
    const keys = entries.map(({ id, key }) => ({ id, key: createSecretKey(key) }));
    const newest = keys.at(-1);
    if (newest === undefined) throw new Error('The key ring of the vault is empty.');
    this.newest = newest;
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  find(id: string): KeyObject | undefined {
    return this.keys.get(id);
  }
}
