import { authorizeHandler } from '../authorization.ts';
import { accessTokenOf } from '../call.ts';
import type { Call } from '../call.ts';
import type { Dialect } from '../dialect.ts';
import { profileMarkers } from '../markers.ts';
import { json } from '../reply.ts';
import type { Json } from '../reply.ts';
import { routesOf } from '../route.ts';
import type { Handler, Route } from '../route.ts';
import type { Trip } from '../trips.ts';
import type { World } from '../world.ts';
import { keySet } from '../signing-keys.ts';
import { idToken } from './id-token.ts';
import { riscEndpoints, riscRoutes } from './risc.ts';

const PATHS = {
  authorize: '/google/o/oauth2/v2/auth',
  token: '/google/token',
  userinfo: '/google/v1/userinfo',
  keys: '/google/oauth2/v3/certs',
  discovery: '/google/.well-known/openid-configuration',
};

export function googleEndpoints(url: string) {
  return {
    authorizationUrl: url + PATHS.authorize,
    tokenUrl: url + PATHS.token,
    userinfoUrl: url + PATHS.userinfo,
    issuer: `${url}/google`,
    risc: riscEndpoints(url),
  };
}

export function googleRoutes(world: World): Route[] {
  const { google } = world.dialects;
  return routesOf('google', [
    {
      methods: ['GET'],
      path: PATHS.authorize,
      endpoint: 'authorize',
      handle: authorizeHandler(world, google),
    },
    { methods: ['POST'], path: PATHS.token, endpoint: 'token', handle: tokenHandler(world) },
    { methods: ['GET'], path: PATHS.userinfo, endpoint: 'profile', handle: userinfo(world) },
    { methods: ['GET'], path: PATHS.keys, endpoint: 'keys', handle: () => json(200, keySet()) },
    {
      methods: ['GET'],
      path: PATHS.discovery,
      endpoint: 'discovery',
      handle: () => json(200, discovery(world.url)),
    },
    ...riscRoutes(world),
  ]);
}

/** RFC 6749 section 4.1.3. */
function tokenHandler(world: World): Handler {
  const { google } = world.dialects;
  return (call) => {
    const { form } = call;
    if (form.get('grant_type') !== 'authorization_code') return google.refuse('bad-request');
    if (!isClient(call, google)) return google.refuse('bad-client');
    const trip = world.trips.redeem(google, {
      code: form.get('code') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      verifier: form.get('code_verifier'),
    });
    if (typeof trip === 'string') return google.refuse(trip);
    const answer = tokenAnswer(trip, idToken(trip, google, world.now()));
    return trip.outcome.token?.(answer, trip, google) ?? json(200, answer);
  };
}

function tokenAnswer({ accessToken, asked, options }: Trip, idTokenText: string): Json {
  const refreshToken = options.markers?.refresh_token;
  return {
    access_token: accessToken,
    expires_in: 3599,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: asked.scope,
    token_type: 'Bearer',
    id_token: idTokenText,
  };
}

/** `client_secret_post` or `client_secret_basic` (RFC 6749 section 2.3.1). */
function isClient({ headers, form }: Call, { client }: Dialect): boolean {
  const basic = /^Basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) {
    return form.get('client_id') === client.id && form.get('client_secret') === client.secret;
  }
  const expected = `${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`;
  return Buffer.from(basic, 'base64').toString() === expected;
}

function userinfo(world: World): Handler {
  const { google } = world.dialects;
  return (call) => {
    const trip = world.trips.withToken('google', accessTokenOf(call));
    if (!trip) return google.profileError(401);
    const { person, options } = trip;
    const answer = {
      sub: person.subjects.google,
      ...(person.name === null ? {} : { name: person.name }),
      ...person.extra,
      ...profileMarkers(options.markers ?? {}),
    };
    return trip.outcome.profile?.(answer, trip, google) ?? json(200, answer);
  };
}

function discovery(url: string): Json {
  return {
    issuer: `${url}/google`,
    authorization_endpoint: url + PATHS.authorize,
    token_endpoint: url + PATHS.token,
    userinfo_endpoint: url + PATHS.userinfo,
    jwks_uri: url + PATHS.keys,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}
