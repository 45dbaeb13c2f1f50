import type { CityService } from '../city-service.ts';
import { inLanes } from '../lanes.ts';
import type { TestService } from '../service.ts';
import { faultOfExchange, faultOfIntrospection, faultOfUserinfo } from './judge.ts';
import type { Fault } from './judge.ts';
import { exchange } from './requests/exchange.ts';

/** Something that was not refused as it should be. */
export interface Found {
  fault: Fault;
  /** What was sent, cut to a length that can be read. */
  sent: string;
}

const lanes = 24;
const inHeader = /^[\x21-\x7e]{1,7000}$/;
/** A form that is larger may be cut off before it is read to its end. */
const largestForm = 60_000;

/** Shows tokens to introspection and to userinfo. */
export async function throwTokens(
  app: CityService,
  service: TestService,
  tokens: Iterable<string>,
): Promise<Found[]> {
  const found: Found[] = [];
  await inLanes(tokens, lanes, async (token) => {
    const asked = [app.introspect(token, { service }), userinfo(app, service, token)] as const;
    const [introspected, informed] = await Promise.allSettled(asked);
    const faults = [
      introspected.status === 'fulfilled' && faultOfIntrospection(introspected.value),
      informed.status === 'fulfilled' && faultOfUserinfo(informed.value),
      [introspected, informed].some(({ status }) => status === 'rejected') &&
        token.length < largestForm &&
        'no answer',
    ] as const;
    for (const fault of faults) if (fault) found.push({ fault, sent: token.slice(0, 2000) });
  });
  return found;
}

/** Sends each request on a connection of its own. */
export async function throwRequests(
  { address }: TestService,
  requests: Iterable<Buffer>,
): Promise<Found[]> {
  const port = Number(new URL(address).port);
  const found: Found[] = [];
  await inLanes(requests, lanes, async (request) => {
    const fault = faultOfExchange(request, await exchange(port, request));
    if (fault) found.push({ fault, sent: request.toString('latin1').slice(0, 2000) });
  });
  return found;
}

/** In the header if it can stand there, else in a form. */
function userinfo(app: CityService, service: TestService, token: string) {
  if (inHeader.test(token)) return app.userinfo(token, { service });
  const body = new URLSearchParams({ access_token: token }).toString();
  return app.call('/oauth/userinfo', { service, body });
}
