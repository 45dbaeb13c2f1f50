import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { randomBytes } from './random-bytes.ts';

/** A new secret: 256 random bits as 43 base64url characters (states, sessions, codes, client secrets). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

const shape = /^[A-Za-z0-9_-]{43}$/;

/** True for text that could be one of our opaque tokens; refuse anything else before touching the database. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && shape.test(text);
}

/** SHA-256 of a secret, the only form in which it is stored. The input has 256 random bits, so no salt. */
export function fingerprint(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** HMAC-SHA-256 of `label` under a secret, as base64url: a value only the holder of the secret can show. */
export function derive(secret: string | KeyObject, label: string): string {
  return createHmac('sha256', secret).update(label).digest('base64url');
}

/** Compares in constant time; different lengths are unequal. */
export function sameSecret(one: string | Buffer, other: string | Buffer): boolean {
  const left = bytesOf(one);
  const right = bytesOf(other);
  return left.length === right.length && timingSafeEqual(left, right);
}

function bytesOf(secret: string | Buffer): Buffer {
  return typeof secret === 'string' ? Buffer.from(secret) : secret;
}
