import { z } from 'zod';

/** A client assertion (RFC 7523 §2.2) taken apart, and not yet believed. */
export interface Assertion {
  text: string;
  algorithm: string;
  /** Which of the client's keys it names; any when it names none. */
  kid: string | undefined;
  /** The client it says it is from. */
  subject: string;
}

const longest = 8192;
const compactForm = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;
const never = z.undefined().optional();

/**
 * `crit` and `b64` would change what is signed, and jsonwebtoken ignores both although RFC 7515 §4.1.11 says to
 * reject them; the others name keys of the sender's choice. The types are those of rfc7523bis §4.
 */
const header = z.object({
  alg: z.string(),
  kid: z.string().optional(),
  typ: z.enum(['JWT', 'client-authentication+jwt']).optional(),
  crit: never,
  b64: never,
  jku: never,
  jwk: never,
  x5u: never,
  x5c: never,
});
const payload = z.object({ sub: z.string().min(1).max(100) });

/** Reads an assertion in compact form; null for anything else (RFC 8725 §3.14). */
export function readAssertion(text: string): Assertion | null {
  if (text.length > longest) return null;
  const [, encodedHeader = '', encodedPayload = ''] = compactForm.exec(text) ?? [];
  const head = header.safeParse(parsed(encodedHeader));
  const body = payload.safeParse(parsed(encodedPayload));
  if (!head.success || !body.success) return null;
  return { text, algorithm: head.data.alg, kid: head.data.kid, subject: body.data.sub };
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
