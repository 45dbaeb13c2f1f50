import type { SealPlace } from '../../vault/vault.ts';

/** Where the private part of a key is sealed for. */
export function privatePlace(kid: string): SealPlace {
  return { table: 'signing_key', column: 'sealed_private', row: kid };
}
