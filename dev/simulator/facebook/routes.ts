import { createHmac } from 'node:crypto';
import { authorizeHandler } from '../authorization.ts';
import { accessTokenOf } from '../call.ts';
import type { Call } from '../call.ts';
import { profileMarkers } from '../markers.ts';
import { json } from '../reply.ts';
import type { Json } from '../reply.ts';
import { routesOf } from '../route.ts';
import type { Handler, Route } from '../route.ts';
import type { Trip } from '../trips.ts';
import type { World } from '../world.ts';
import { graphError } from './dialect.ts';

const VERSION = 'v26.0';
const PATHS = {
  authorize: `/facebook/${VERSION}/dialog/oauth`,
  token: `/facebook/${VERSION}/oauth/access_token`,
  profile: `/facebook/${VERSION}/me`,
};
const PERMISSIONS = new RegExp(`^/facebook/${VERSION.replace('.', '\\.')}/([^/]+)/permissions$`);
const TOKEN_LIFE_S = 60 * 24 * 3600;

export function facebookEndpoints(url: string) {
  return {
    authorizationUrl: url + PATHS.authorize,
    tokenUrl: url + PATHS.token,
    profileUrl: url + PATHS.profile,
    graphUrl: `${url}/facebook/${VERSION}`,
  };
}

export function facebookRoutes(world: World): Route[] {
  const { facebook } = world.dialects;
  return routesOf('facebook', [
    {
      methods: ['GET'],
      path: PATHS.authorize,
      endpoint: 'authorize',
      handle: authorizeHandler(world, facebook),
    },
    {
      methods: ['GET', 'POST'],
      path: PATHS.token,
      endpoint: 'token',
      handle: tokenHandler(world),
    },
    { methods: ['GET'], path: PATHS.profile, endpoint: 'profile', handle: me(world) },
    {
      methods: ['DELETE'],
      path: PERMISSIONS,
      endpoint: 'permissions',
      handle: permissions(world),
    },
  ]);
}

/** Facebook takes the parameters from the body or from the query. */
function tokenHandler(world: World): Handler {
  const { facebook } = world.dialects;
  return (call) => {
    const given = call.method === 'POST' ? call.form : call.url.searchParams;
    const isApp = given.get('client_id') === facebook.client.id;
    if (!isApp || given.get('client_secret') !== facebook.client.secret) {
      return facebook.refuse('bad-client');
    }
    const trip = world.trips.redeem(facebook, {
      code: given.get('code') ?? '',
      redirectUri: given.get('redirect_uri') ?? '',
      verifier: given.get('code_verifier'),
    });
    if (typeof trip === 'string') return facebook.refuse(trip);
    const answer = tokenAnswer(trip);
    return trip.outcome.token?.(answer, trip, facebook) ?? json(200, answer);
  };
}

function tokenAnswer({ accessToken, options }: Trip): Json {
  const { refresh_token, id_token } = options.markers ?? {};
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: TOKEN_LIFE_S,
    ...(refresh_token === undefined ? {} : { refresh_token }),
    ...(id_token === undefined ? {} : { id_token }),
  };
}

function me(world: World): Handler {
  const { facebook } = world.dialects;
  return (call) => {
    const token = accessTokenOf(call);
    const trip = world.trips.withToken('facebook', token);
    if (!trip) return facebook.profileError(400);
    const problem = proofProblem(call, token, facebook.client.secret);
    if (problem !== undefined) return json(400, graphError(problem, 100));
    const answer = profileOf(trip, call.url.searchParams.get('fields') ?? 'id,name');
    return trip.outcome.profile?.(answer, trip, facebook) ?? json(200, answer);
  };
}

/** The fields that were asked for, and whatever the person or the test wants told besides. */
function profileOf({ person, options }: Trip, fields: string): Json {
  const asked = new Set(fields.split(','));
  return {
    id: person.subjects.facebook,
    ...(person.name === null || !asked.has('name') ? {} : { name: person.name }),
    ...person.extra,
    ...profileMarkers(options.markers ?? {}),
  };
}

/** "Require App Secret" is taken to be on, as it should be for a server. */
function proofProblem(call: Call, accessToken: string, secret: string): string | undefined {
  const proof = call.url.searchParams.get('appsecret_proof');
  if (proof === null) return 'API calls from the server require an appsecret_proof argument';
  const expected = createHmac('sha256', secret).update(accessToken).digest('hex');
  return proof === expected ? undefined : 'Invalid appsecret_proof provided in the API argument';
}

/** Withdraws a person's permissions, with the person's token or with the app's own. */
function permissions(world: World): Handler {
  const { facebook } = world.dialects;
  return (call) => {
    const user = decodeURIComponent(PERMISSIONS.exec(call.url.pathname)?.[1] ?? '');
    const token = accessTokenOf(call);
    const owner = world.trips.withToken('facebook', token)?.person.subjects.facebook;
    const isApp = token === `${facebook.client.id}|${facebook.client.secret}`;
    const subject = user === 'me' ? owner : user;
    if (subject === undefined || (!isApp && owner !== subject)) return facebook.profileError(400);
    world.trips.forget('facebook', subject);
    return json(200, { success: true });
  };
}
