import { z } from 'zod';

/** The header of every token we sign, and nothing besides. */
export interface TokenHeader {
  alg: string;
  typ: string;
  kid: string;
}

const longest = 8192;
const compactForm = /^([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * Exactly our three members. That refuses `crit` and `b64`, which jsonwebtoken would ignore although RFC 7515 §4.1.11
 * says to reject them, and `jku`, `x5u`, `jwk` and `x5c`, which name keys of the sender's choice.
 */
const ourHeader = z.strictObject({ alg: z.string(), typ: z.string().optional(), kid: z.string() });

/** Reads the header of a token in compact form, without trusting it; null for anything else (RFC 8725 §3.14). */
export function readHeader(token: string): TokenHeader | null {
  if (token.length > longest) return null;
  const [, encoded = ''] = compactForm.exec(token) ?? [];
  const header = ourHeader.safeParse(parsed(encoded));
  return header.success ? { ...header.data, typ: header.data.typ ?? '' } : null;
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
