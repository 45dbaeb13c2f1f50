import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readPrivate, writePrivate } from './private-file.ts';

/** The vault's keys, as the settings `VAULT_KEY_RING` and `VAULT_INDEX_KEY` spell them. */
const DevelopmentKeys = z.object({ keyRing: z.string(), indexKey: z.string() });
export type DevelopmentKeys = z.infer<typeof DevelopmentKeys>;

/** New random keys. */
export function newKeys(): DevelopmentKeys {
  return { keyRing: `development:${random32()}`, indexKey: random32() };
}

/** The keys in the file, made at first use. Without them nobody can read the database that belongs to them. */
export function keptKeys(path: string): DevelopmentKeys {
  const kept = readPrivate(path, DevelopmentKeys);
  if (kept) return kept;
  const made = newKeys();
  writePrivate(path, made);
  return made;
}

function random32(): string {
  return randomBytes(32).toString('base64');
}
