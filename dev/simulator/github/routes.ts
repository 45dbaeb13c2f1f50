import { authorizeHandler } from '../authorization.ts';
import { accessTokenOf } from '../call.ts';
import { profileMarkers } from '../markers.ts';
import { subjectOf } from '../people.ts';
import { json } from '../reply.ts';
import type { Json, Reply } from '../reply.ts';
import { routesOf } from '../route.ts';
import type { Handler, Route } from '../route.ts';
import type { Trip } from '../trips.ts';
import type { World } from '../world.ts';

const PATHS = {
  authorize: '/github/login/oauth/authorize',
  token: '/github/login/oauth/access_token',
  api: '/github/api',
};
const GRANT = /^\/github\/api\/applications\/([^/]+)\/grant$/;
const NO_CONTENT: Reply = (response) => {
  response.writeHead(204).end();
};

export function githubEndpoints(url: string) {
  return {
    authorizationUrl: url + PATHS.authorize,
    tokenUrl: url + PATHS.token,
    apiUrl: url + PATHS.api,
  };
}

export function githubRoutes(world: World): Route[] {
  const { github } = world.dialects;
  return routesOf('github', [
    {
      methods: ['GET'],
      path: PATHS.authorize,
      endpoint: 'authorize',
      handle: authorizeHandler(world, github),
    },
    { methods: ['POST'], path: PATHS.token, endpoint: 'token', handle: tokenHandler(world) },
    { methods: ['GET'], path: `${PATHS.api}/user`, endpoint: 'profile', handle: user(world) },
    { methods: ['DELETE'], path: GRANT, endpoint: 'grant', handle: giveBack(world) },
  ]);
}

function tokenHandler(world: World): Handler {
  const { github } = world.dialects;
  return ({ form }) => {
    const { id, secret } = github.client;
    if (form.get('client_id') !== id || form.get('client_secret') !== secret) {
      return github.refuse('bad-client');
    }
    const trip = world.trips.redeem(github, {
      code: form.get('code') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      verifier: form.get('code_verifier'),
    });
    if (typeof trip === 'string') return github.refuse(trip);
    const answer = tokenAnswer(trip);
    return trip.outcome.token?.(answer, trip, github) ?? json(200, answer);
  };
}

function tokenAnswer({ accessToken, options }: Trip): Json {
  const { refresh_token, id_token } = options.markers ?? {};
  return {
    access_token: accessToken,
    token_type: 'bearer',
    scope: '',
    ...(refresh_token === undefined ? {} : { refresh_token }),
    ...(id_token === undefined ? {} : { id_token }),
  };
}

/** The `id` is a number, which may be one that JavaScript cannot hold. */
function user(world: World): Handler {
  const { github } = world.dialects;
  return (call) => {
    const trip = world.trips.withToken('github', accessTokenOf(call));
    if (!trip) return github.profileError(401);
    const { person, options } = trip;
    const answer = {
      login: `${person.id}-there`,
      id: rawJson(subjectOf(person, 'github')),
      name: person.name,
      email: null,
      ...person.extra,
      ...profileMarkers(options.markers ?? {}),
    };
    return trip.outcome.profile?.(answer, trip, github) ?? json(200, answer);
  };
}

/** JSON text as a value (ES2026 `JSON.rawJSON`), which the compiler's library does not know yet. */
function rawJson(text: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
}

/** Takes a grant back, with all its tokens, for the app itself and somebody's token. */
function giveBack(world: World): Handler {
  const { client } = world.dialects.github;
  return ({ headers, body, url }) => {
    const proof = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
    const isApp = headers.authorization === `Basic ${proof}`;
    if (!isApp || GRANT.exec(url.pathname)?.[1] !== client.id) return json(404, {});
    const { access_token: token } = JSON.parse(body) as { access_token?: string };
    const trip = world.trips.withToken('github', token ?? '');
    if (!trip) return json(422, {});
    world.trips.forget('github', subjectOf(trip.person, 'github'));
    return NO_CONTENT;
  };
}
