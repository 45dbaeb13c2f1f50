import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { RefusalReason } from '../../keys/token-verifier.ts';
import type { PublishedKey } from './issuer.ts';
import { plain } from './issuer.ts';
import type { TokenText } from './token-text.ts';

/** One reason to refuse a token, with what a person needs to see why. */
export interface Fault {
  reason: RefusalReason;
  says: string;
}

/** What a token is held against. */
export interface Expected {
  issuer: string;
  /** Any when left out. */
  audience?: string;
  types: readonly string[];
  keys: readonly PublishedKey[];
  /** Seconds since the epoch. */
  now: number;
}

const algorithms = ['ES256', 'RS256'];
const skewSeconds = 30;

/** Every reason to refuse this token, where a verifier would stop at the first. */
export function faultsOf(
  token: string,
  { header, claims }: TokenText,
  expected: Expected,
): Fault[] {
  return [
    ...typeFaults(header, expected),
    ...signatureFaults(token, header, expected.keys),
    ...missingFaults(claims),
    ...addressFaults(claims, expected),
    ...timeFaults(claims, expected.now),
  ];
}

function typeFaults({ typ }: TokenText['header'], { types }: Expected): Fault[] {
  if (types.includes(String(typ))) return [];
  return [fault('wrong_type', `typ is ${plain(typ)}; it should be ${types.join(' or ')}`)];
}

function signatureFaults(
  token: string,
  { alg, kid }: TokenText['header'],
  keys: readonly PublishedKey[],
): Fault[] {
  if (!algorithms.includes(String(alg))) {
    return [fault('alg_not_allowed', `alg is ${plain(alg)}; only ${algorithms.join(' and ')} are`)];
  }
  const key = keys.find((one) => one.kid === kid);
  if (!key) return [fault('unknown_kid', unknownKey(kid, keys))];
  if (key.alg !== alg) {
    return [
      fault('alg_not_allowed', `the key is for ${plain(key.alg)}, the token says ${plain(alg)}`),
    ];
  }
  return isSignedBy(token, key)
    ? []
    : [fault('bad_signature', 'the token was changed, or another key made the signature')];
}

function unknownKey(kid: unknown, keys: readonly PublishedKey[]): string {
  const known = keys.map((key) => plain(key.kid)).join(', ');
  return `key ${plain(kid)} is not among those published (${known}); it may be retired, or of another service`;
}

function isSignedBy(token: string, key: PublishedKey): boolean {
  try {
    const publicKey = createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
    const algorithm = key.alg as 'ES256' | 'RS256';
    const lenient = { ignoreExpiration: true, ignoreNotBefore: true };
    jwt.verify(token, publicKey, { algorithms: [algorithm], ...lenient });
    return true;
  } catch {
    return false;
  }
}

function missingFaults(claims: TokenText['claims']): Fault[] {
  const texts = ['iss', 'sub', 'aud'].filter((name) => typeof claims[name] !== 'string');
  const times = ['exp', 'iat'].filter((name) => !Number.isSafeInteger(claims[name]));
  return [...texts, ...times].map((name) =>
    fault('missing_claim', `${name} is not there, or no such value`),
  );
}

function addressFaults({ iss, aud }: TokenText['claims'], { issuer, audience }: Expected): Fault[] {
  const isOther = typeof iss === 'string' && iss !== issuer;
  const isForOther = typeof aud === 'string' && audience !== undefined && aud !== audience;
  return [
    ...(isOther
      ? [fault('wrong_issuer', `the token is from ${plain(iss)}, you trust ${issuer}`)]
      : []),
    ...(isForOther
      ? [fault('wrong_audience', `the token is for ${plain(aud)}, you are ${audience}`)]
      : []),
  ];
}

function timeFaults({ exp, iat, nbf }: TokenText['claims'], now: number): Fault[] {
  const over = now - Number(exp);
  const early = Math.max(Number(iat), Number(nbf ?? iat)) - now;
  return [
    ...(over >= 0 ? [fault('expired', `${inWords(over)} ago`)] : []),
    ...(early > skewSeconds
      ? [fault('not_yet_valid', `starts in ${inWords(early)}; check the clock of this machine`)]
      : []),
  ];
}

/** `42 s`, `4 min 12 s`, `3 h`. */
export function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h`;
}

function fault(reason: RefusalReason, says: string): Fault {
  return { reason, says };
}
