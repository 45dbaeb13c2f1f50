import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A service account at Google with its key. It is used for one command and kept nowhere. */
export interface ServiceAccount {
  email: string;
  key: KeyObject;
  kid?: string | undefined;
}

/** What the file of a key turned out to be. */
export type ReadAccount =
  | { kind: 'account'; account: ServiceAccount }
  /** It says no address of an account, or has no private key. */
  | { kind: 'no-account' }
  /** It has one that cannot be read, or with which nobody can sign for Google. */
  | { kind: 'no-key' };

const file = z.object({
  client_email: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
  private_key_id: z.string().optional(),
});

/** RS256 is made with RSA and no less than this (RFC 7518 §3.3). */
const leastBits = 2048;

/** Reads the file of a service account, as Google hands it out. */
export function readServiceAccount(said: unknown): ReadAccount {
  const read = file.safeParse(said);
  if (!read.success) return { kind: 'no-account' };
  const { client_email: email, private_key: pem, private_key_id: kid } = read.data;
  const key = signingKeyIn(pem);
  return key === null ? { kind: 'no-key' } : { kind: 'account', account: { email, key, kid } };
}

function signingKeyIn(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= leastBits ? key : null;
  } catch {
    return null;
  }
}
