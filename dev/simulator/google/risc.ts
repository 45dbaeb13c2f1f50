import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { accessTokenOf } from '../call.ts';
import { json } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { Handler, Route } from '../route.ts';
import type { World } from '../world.ts';
import { push, riscIssuer, securityEventClaims } from './security-events.ts';
import { signAsGoogle } from './sign.ts';

const AUDIENCE = 'https://risc.googleapis.com/google.identity.risc.v1beta.RiscManagementService';
const KEYS = '/google/oauth2/v3/certs';
const CONFIGURATION = '/google/.well-known/risc-configuration';
const MANAGEMENT = '/google/risc/v1beta';

export function riscEndpoints(url: string) {
  return {
    issuer: riscIssuer(url),
    configurationUrl: url + CONFIGURATION,
    keysUrl: url + KEYS,
    managementUrl: url + MANAGEMENT,
  };
}

/** What an app asks of its stream of events. */
const Stream = z.object({
  delivery: z.object({ delivery_method: z.string(), url: z.url() }),
  events_requested: z.array(z.string()),
});

/** Google's Cross-Account Protection: where its keys are, and how an app registers for events. */
export function riscRoutes(world: World): Route[] {
  let stream: z.infer<typeof Stream> | null = null;
  const managed = (handle: Handler): Handler => {
    return (call) => (isServiceAccount(accessTokenOf(call)) ? handle(call) : refusal);
  };
  const route = (methods: string[], path: string, handle: Handler): Route => {
    return { methods, path: MANAGEMENT + path, endpoint: 'stream', handle: managed(handle) };
  };
  return [
    {
      methods: ['GET'],
      path: CONFIGURATION,
      endpoint: 'discovery',
      handle: () => json(200, configuration(world.url)),
    },
    route(['POST'], '/stream:update', ({ body }) => {
      stream = Stream.parse(JSON.parse(body));
      return json(200, {});
    }),
    route(['GET'], '/stream', () => json(200, stream ?? {})),
    route(['POST'], '/stream:verify', ({ body }) => {
      const { state } = z.object({ state: z.string() }).parse(JSON.parse(body));
      return stream === null ? refusal : verification(world, stream.delivery.url, state);
    }),
  ];
}

const refusal = json(403, { error: { code: 403, status: 'PERMISSION_DENIED' } });

/** Google knows the key of the account; here any account is known whose token is made as it should be. */
function isServiceAccount(token: string): boolean {
  const read = jwt.decode(token, { complete: true });
  if (read === null || typeof read.payload === 'string') return false;
  const { aud, iss, sub } = read.payload;
  return read.header.alg === 'RS256' && aud === AUDIENCE && iss !== undefined && iss === sub;
}

/** Answers, and then sends what was asked for. */
function verification(world: World, to: string, state: string): Reply {
  const token = signAsGoogle(securityEventClaims(world, { event: 'verification', state }));
  return async (response, gone) => {
    await push(to, token);
    await json(200, {})(response, gone);
  };
}

function configuration(url: string): object {
  return {
    issuer: riscIssuer(url),
    jwks_uri: url + KEYS,
    delivery_methods_supported: ['https://schemas.openid.net/secevent/risc/delivery-method/push'],
  };
}
