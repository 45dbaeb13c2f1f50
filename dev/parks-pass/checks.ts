import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Introspection } from './civic-link.ts';
import { partsOf } from './token-parts.ts';
import type { TokenParts } from './token-parts.ts';
import type { Expectation } from './verify-token.ts';

export type CheckName = 'signature' | 'issuer' | 'audience' | 'type' | 'expiry' | 'introspection';

/** One thing that was looked at, and what was found. */
export interface Check {
  name: CheckName;
  passed: boolean;
  found: string;
  /** What should have been found; empty where that says nothing. */
  wanted: string;
}

export interface Examined {
  token: string;
  keys: readonly JsonWebKey[];
  expectation: Expectation;
  introspection: Introspection;
  /** Seconds since the epoch. */
  now: number;
}

/** Looks at a token from every side, one by one: `verifyAccessToken` stops at the first fault, this does not. */
export function examine({ token, keys, expectation, introspection, now }: Examined): Check[] {
  const parts = partsOf(token);
  const { claims, header } = parts;
  const { issuer, audience } = expectation;
  return [
    signatureCheck(token, parts, keys),
    equality('issuer', claims.iss, issuer),
    equality('audience', claims.aud, audience),
    equality('type', header.typ, 'at+jwt'),
    expiryCheck(Number(claims.exp) - now),
    {
      name: 'introspection',
      passed: introspection.active,
      found: `active: ${introspection.active}`,
      wanted: 'active: true',
    },
  ];
}

function signatureCheck(token: string, { header }: TokenParts, keys: readonly JsonWebKey[]): Check {
  const jwk = keys.find(({ kid }) => kid === header.kid);
  const found = `${String(header.alg)}, ${String(header.kid)}`;
  const passed = jwk !== undefined && isSignedWith(token, jwk);
  return { name: 'signature', passed, found, wanted: '' };
}

function isSignedWith(token: string, jwk: JsonWebKey): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  try {
    jwt.verify(token, key, { algorithms: ['ES256'], ignoreExpiration: true });
    return true;
  } catch {
    return false;
  }
}

function equality(name: CheckName, found: unknown, wanted: string): Check {
  return { name, passed: found === wanted, found: String(found), wanted };
}

function expiryCheck(secondsLeft: number): Check {
  const passed = secondsLeft > 0;
  return { name: 'expiry', passed, found: inMinutes(secondsLeft), wanted: '' };
}

/** `4 min 41 s`, with a minus when it is over. */
function inMinutes(seconds: number): string {
  const whole = Math.abs(seconds);
  const text = `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return seconds < 0 ? `−${text}` : text;
}
