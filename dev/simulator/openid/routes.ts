import { authorizeHandler } from '../authorization.ts';
import { accessTokenOf } from '../call.ts';
import { profileMarkers } from '../markers.ts';
import { subjectOf } from '../people.ts';
import { json } from '../reply.ts';
import type { Json } from '../reply.ts';
import { routesOf } from '../route.ts';
import type { Handler, Route } from '../route.ts';
import { keySet, signed } from '../signing-keys.ts';
import type { Trip } from '../trips.ts';
import type { World } from '../world.ts';
import { isClient } from './client-check.ts';
import type { OpenIdDialect } from './dialects.ts';

const LIFE_S = 3600;

/** Where the service finds each provider of OpenID Connect. */
export function openIdIssuers(url: string) {
  return {
    microsoft: `${url}/microsoft`,
    linkedin: `${url}/linkedin/oauth`,
    loginGov: `${url}/login-gov/`,
    city: `${url}/city`,
  };
}

export function openIdRoutes(world: World, dialect: OpenIdDialect): Route[] {
  const { paths, name } = dialect;
  const get = ['GET'];
  return routesOf(name, [
    {
      methods: get,
      path: paths.authorize,
      endpoint: 'authorize',
      handle: authorizeHandler(world, dialect),
    },
    {
      methods: ['POST'],
      path: paths.token,
      endpoint: 'token',
      handle: tokenHandler(world, dialect),
    },
    {
      methods: get,
      path: paths.userinfo,
      endpoint: 'profile',
      handle: userinfo(world, dialect),
    },
    { methods: get, path: paths.keys, endpoint: 'keys', handle: () => json(200, keySet()) },
    {
      methods: get,
      path: paths.discovery,
      endpoint: 'discovery',
      handle: ({ url }) => json(200, discovery(world, dialect, url)),
    },
  ]);
}

function discovery({ url: host }: World, dialect: OpenIdDialect, url: URL): Json {
  const { issuer, authorize, token } = dialect.addresses(url);
  return {
    issuer,
    authorization_endpoint: authorize,
    token_endpoint: token,
    userinfo_endpoint: host + dialect.paths.userinfo,
    jwks_uri: host + dialect.paths.keys,
    response_types_supported: ['code'],
    prompt_values_supported: ['login', 'select_account'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: [dialect.clientAuth],
  };
}

/** RFC 6749 section 4.1.3. */
function tokenHandler(world: World, dialect: OpenIdDialect): Handler {
  return (call) => {
    const { form } = call;
    const verifier = form.get('code_verifier');
    if (form.get('grant_type') !== 'authorization_code') return dialect.refuse('bad-request');
    const isUnwelcome = !dialect.bindsCodes && verifier !== null;
    if (isUnwelcome || !isClient(call, dialect)) return dialect.refuse('bad-client');
    const trip = world.trips.redeem(dialect, {
      code: form.get('code') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      verifier,
    });
    if (typeof trip === 'string') return dialect.refuse(trip);
    const answer = tokenAnswer(trip, idToken(trip, dialect, world.now()));
    return trip.outcome.token?.(answer, trip, dialect) ?? json(200, answer);
  };
}

function tokenAnswer({ accessToken, asked, options }: Trip, idTokenText: string): Json {
  const refreshToken = options.markers?.refresh_token;
  return {
    access_token: accessToken,
    expires_in: LIFE_S,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: asked.scope,
    token_type: 'Bearer',
    id_token: idTokenText,
  };
}

/** An ID token (OpenID Connect Core section 2), with what is arranged for the profile where it holds that. */
function idToken(trip: Trip, dialect: OpenIdDialect, nowMs: number): string {
  const iat = Math.floor(nowMs / 1000);
  const base = {
    iss: dialect.issuer,
    aud: dialect.client.id,
    nonce: dialect.bindsCodes ? trip.asked.nonce : undefined,
    iat,
    exp: iat + LIFE_S,
    auth_time: authTimeOf(trip, iat),
    marker: trip.options.markers?.id_token,
    [dialect.subjectField]: subjectOf(trip.person, dialect.name),
    ...dialect.claims?.(trip),
  };
  if (dialect.profileIn !== 'id-token') return signed(JSON.stringify(base));
  const claims = { ...base, ...told(trip) };
  return signed(trip.outcome.profile?.(claims, trip, dialect).text ?? JSON.stringify(claims));
}

/** Told where it is asked for; where it is arranged to be old, in any case. */
function authTimeOf({ asked, options }: Trip, now: number): number | undefined {
  if (options.authTime === 'old') return now - LIFE_S;
  return asked.hasMaxAge && options.authTime !== 'missing' ? now : undefined;
}

function userinfo(world: World, dialect: OpenIdDialect): Handler {
  return (call) => {
    const trip = world.trips.withToken(dialect.name, accessTokenOf(call));
    if (!trip) return dialect.profileError(401);
    const answer = { sub: subjectOf(trip.person, dialect.name), ...told(trip) };
    return trip.outcome.profile?.(answer, trip, dialect) ?? json(200, answer);
  };
}

function told({ person, options }: Trip): Json {
  return {
    ...(person.name === null ? {} : { name: person.name }),
    ...person.extra,
    ...profileMarkers(options.markers ?? {}),
  };
}
