import { z } from 'zod';
import type { RingKey } from './config.ts';

const keyBytes = 32;

/** Base64 text of exactly 32 bytes. */
export const ringKey = z
  .string()
  .trim()
  .transform((encoded, context): Buffer => {
    const key = Buffer.from(encoded, 'base64');
    if (key.length === keyBytes) return key;
    context.addIssue({ code: 'custom', message: 'must be the base64 of 32 random bytes' });
    return z.NEVER;
  });

/** `id:base64` entries separated by commas or white space, oldest first; ids are unique. */
export const keyRing = z.string().transform((list, context): RingKey[] => {
  const keys = list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseEntry);
  const ids = new Set(keys.map((entry) => entry?.id));
  const good = keys.filter((entry) => entry !== null);
  if (good.length > 0 && good.length === keys.length && ids.size === keys.length) return good;
  context.addIssue({
    code: 'custom',
    message: 'must list at least one key as id:base64 of 32 random bytes, each id once',
  });
  return z.NEVER;
});

function parseEntry(entry: string): RingKey | null {
  const match = /^([A-Za-z0-9-]{1,32}):(.+)$/.exec(entry);
  if (!match) return null;
  const [, id = '', encoded = ''] = match;
  const key = Buffer.from(encoded, 'base64');
  return key.length === keyBytes ? { id, key } : null;
}
