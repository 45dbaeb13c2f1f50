import type { Dialect } from '../dialect.ts';
import { profileMarkers } from '../markers.ts';
import { signed } from '../signing-keys.ts';
import type { Trip } from '../trips.ts';

const LIFE_S = 3600;

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
  const token = signed(JSON.stringify(claims));
  const marker = trip.options.markers?.id_token;
  return marker === undefined ? token : token.replace(/^[^.]+/, marker);
}
