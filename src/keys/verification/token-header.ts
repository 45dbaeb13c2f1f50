import { z } from 'zod';

/** The header of every token we sign, and nothing besides. */
export interface TokenHeader {
  readonly alg: string;
  readonly typ: string;
  readonly kid: string;
}

const longest = 8192;
const compactForm = /^([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * Exactly our three members. That refuses `crit` and `b64`, which jsonwebtoken would ignore although RFC 7515 §4.1.11
 * says to reject them, and `jku`, `x5u`, `jwk` and `x5c`, which name keys of the sender's choice.
 */
const ourHeader = z.strictObject({ alg: z.string(), typ: z.string().optional(), kid: z.string() });

/** What was read before, by its text: all tokens of one kind under one key have the same header. */
const known = new Map<string, TokenHeader>();
const mostKnown = 64;

/** Reads the header of a token in compact form, without trusting it; null for anything else (RFC 8725 §3.14). */
export function readHeader(token: string): TokenHeader | null {
  if (token.length > longest) return null;
  const [, encoded = ''] = compactForm.exec(token) ?? [];
  return known.get(encoded) ?? remember(encoded, decodeHeader(encoded));
}

function decodeHeader(encoded: string): TokenHeader | null {
  const header = ourHeader.safeParse(parsed(encoded));
  return header.success ? Object.freeze({ ...header.data, typ: header.data.typ ?? '' }) : null;
}

/** Anybody can make up headers of this form: they may not fill the memory. */
function remember(encoded: string, header: TokenHeader | null): TokenHeader | null {
  if (header === null) return null;
  if (known.size >= mostKnown) known.clear();
  known.set(encoded, header);
  return header;
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
