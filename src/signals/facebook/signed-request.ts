import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who removed the service at Facebook, or asked there that their data be deleted. */
export interface SignedRequest {
  /** The user ID, which belongs to our app there. */
  userId: string;
  /** Seconds since the Unix epoch; null when Facebook does not say. */
  issuedAt: number | null;
  /** The part that is signed, which is the same however the signature is written. */
  signed: string;
}

const form = /^([A-Za-z0-9_-]{43})=?\.([A-Za-z0-9_-]{1,4096}={0,2})$/;

const payload = z.object({
  algorithm: z.string().regex(/^HMAC-SHA256$/i),
  user_id: z.string().regex(/^[\x21-\x2e\x30-\x5b\x5d-\x7e]{1,255}$/),
  // No later than any date can be.
  issued_at: z.number().int().positive().max(8_640_000_000_000).optional(),
});

/**
 * Reads Facebook's `signed_request`: `signature.payload`, both in base64url. The signature is an HMAC-SHA256 of the
 * payload as it is written. It is compared first, whole and in constant time; only then anything of the payload is looked
 * at, since its `algorithm` is whatever the sender likes. Null for whatever Facebook did not sign for this app.
 */
export function readSignedRequest(text: unknown, appSecret: string): SignedRequest | null {
  if (appSecret === '' || typeof text !== 'string') return null;
  const [, signature = '', signed = ''] = form.exec(text) ?? [];
  if (signed === '' || !isSignedBy(appSecret, { signature, signed })) return null;
  const read = payload.safeParse(contentOf(signed));
  if (!read.success) return null;
  return { userId: read.data.user_id, issuedAt: read.data.issued_at ?? null, signed };
}

function isSignedBy(
  appSecret: string,
  { signature, signed }: { signature: string; signed: string },
): boolean {
  const given = Buffer.from(signature, 'base64url');
  const right = createHmac('sha256', appSecret).update(signed).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

function contentOf(signed: string): unknown {
  try {
    return JSON.parse(Buffer.from(signed, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
