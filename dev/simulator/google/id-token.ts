import { generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Dialect } from '../dialect.ts';
import { profileMarkers } from '../markers.ts';
import type { Trip } from '../trips.ts';

const KEY_ID = 'simulated';
const LIFE_S = 3600;

let keyPair: { privateKey: KeyObject; publicKey: KeyObject } | undefined;

/** Made when first needed, since an RSA key takes longer than the rest of the start. */
function keys() {
  keyPair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keyPair;
}

/** What Google publishes for verifying its ID tokens. */
export function keySet(): { keys: JsonWebKey[] } {
  const key = keys().publicKey.export({ format: 'jwk' });
  return { keys: [{ ...key, kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
}

/** Signs any claims with the key that signs everything of Google's. */
export function signAsGoogle(claims: object, header: object = { typ: 'secevent+jwt' }): string {
  // As a text, to which the library adds nothing.
  return jwt.sign(JSON.stringify(claims), keys().privateKey, {
    algorithm: 'RS256',
    header: { alg: 'RS256', kid: KEY_ID, ...header },
  });
}

/**
 * An ID token (OpenID Connect Core section 2). With a marker it is one in form only, since inside
 * a real one nobody could find the marker as plain text.
 */
export function idToken(trip: Trip, dialect: Dialect, nowMs: number): string {
  const iat = Math.floor(nowMs / 1000);
  const claims = {
    iss: dialect.issuer,
    azp: dialect.client.id,
    aud: dialect.client.id,
    sub: trip.person.subjects.google,
    nonce: trip.asked.nonce,
    name: trip.person.name ?? undefined,
    iat,
    exp: iat + LIFE_S,
    ...trip.person.extra,
    ...profileMarkers(trip.options.markers ?? {}),
  };
  const token = jwt.sign(JSON.parse(JSON.stringify(claims)), keys().privateKey, {
    algorithm: 'RS256',
    keyid: KEY_ID,
  });
  const marker = trip.options.markers?.id_token;
  return marker === undefined ? token : token.replace(/^[^.]+/, marker);
}
