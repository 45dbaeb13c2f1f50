import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readCall } from './call.ts';
import { json } from './reply.ts';
import { matches } from './route.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

/** Records each call and hands it to its route. */
export function requestListener(world: World, routes: readonly Route[]): RequestListener {
  async function answer(request: IncomingMessage, response: ServerResponse, gone: AbortSignal) {
    const call = await readCall(request);
    const route = routes.find((each) => matches(each, call.method, call.url.pathname)) ?? UNKNOWN;
    world.recorder.record(call, route, world.now());
    await route.handle(call)(response, gone);
  }

  return (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    answer(request, response, gone.signal).catch((error: unknown) => {
      if (!gone.signal.aborted) fail(response, error);
    });
  };
}

const UNKNOWN: Route = {
  methods: [],
  path: '',
  endpoint: 'unknown',
  handle: () => json(404, { error: 'not_found' }),
};

/** A fault of the simulator's own, or a request it could not read: loud, so that it is found. */
function fail(response: ServerResponse, error: unknown): void {
  console.error('simulator:', error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end(`simulator: ${String(error)}`);
}
