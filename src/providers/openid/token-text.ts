import { isStrictObject } from '../../platform/outgoing/strict-json.ts';
import type { Claims } from './setup.ts';

/**
 * The claims of a token that nobody has checked yet; null unless header and claims each mean the same to every reader
 * (RFC 8725 §2.9, RFC 7519 §4: a claim that is there twice may be refused).
 */
export function uncheckedClaims(token: unknown): Claims | null {
  if (typeof token !== 'string') return null;
  const parts = token.split('.');
  const [header, claims] = parts.map(textOf);
  const isToken =
    parts.length === 3 && isStrictObject(header ?? '') && isStrictObject(claims ?? '');
  return isToken ? (JSON.parse(claims ?? '') as Claims) : null;
}

function textOf(part: string): string {
  return Buffer.from(part, 'base64url').toString();
}
