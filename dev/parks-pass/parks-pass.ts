// Owns: a sample city app: what a city service does with Civic Link, for developers to look at and take over.
// Does not: use anything but what every city app has: a client id, a secret and the discovery document.
// Hands off to: openid-client (the protocol), verify-token.ts (offline checks).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HelpDesk } from '../help-desk.ts';
import { serveOnLoopback } from '../loopback.ts';
import type { AppLogin } from '../sample-apps.ts';
import { CivicLink } from './civic-link.ts';
import { Handlers } from './handlers.ts';
import { KeySet } from './key-set.ts';
import { ProblemPage } from './pages/problem-page.tsx';
import { Showcase } from './showcase.ts';
import { isOwnForm, page, readVisit, seeOther } from './visit.ts';
import type { Answer, Visit } from './visit.ts';

export interface ParksPassOptions {
  /** Where it lives: `http://localhost:<port>`. */
  origin: string;
  issuer: string;
  login: AppLogin;
  /** Does what a phone call to the city would. */
  staff: HelpDesk;
  secretFile: string;
}

type Handle = (visit: Visit) => Answer | Promise<Answer>;

/** Starts Parks Pass and returns what ends it. Civic Link must run already. */
export async function startParksPass(options: ParksPassOptions): Promise<() => Promise<void>> {
  const { origin } = options;
  const routes = routesOf(await handlersFor(options));
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, origin, routes)
      .catch((error: unknown) => problem(400, Error.isError(error) ? error.message : ''))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  };
  return serveOnLoopback(Number(new URL(origin).port), listener);
}

async function handlersFor(options: ParksPassOptions): Promise<Handlers> {
  const { origin, issuer, login, staff, secretFile } = options;
  const civicLink = await CivicLink.discover({ issuer, login, redirectUri: `${origin}/callback` });
  const keys = new KeySet(civicLink.jwksUrl);
  const { clientId, resource } = login;
  const showcase = new Showcase({ civicLink, keys, issuer, resource, clientId, secretFile });
  return new Handlers({ issuer, civicLink, showcase, staff });
}

function routesOf(handlers: Handlers): ReadonlyMap<string, Handle> {
  return new Map<string, Handle>([
    ['GET /', (visit) => handlers.home(visit)],
    ['GET /callback', (visit) => handlers.callback(visit)],
    ['GET /style.css', () => handlers.style()],
    ['POST /sign-in', (visit) => handlers.signIn(visit)],
    ['POST /check', (visit) => handlers.check(visit)],
    ['POST /refresh', (visit) => handlers.refresh(visit)],
    ['POST /remove-link', (visit) => handlers.removeLink(visit)],
    ['POST /sign-out', (visit) => handlers.signOut(visit)],
  ]);
}

/** Under 127.0.0.1 the cookie of `localhost` would be missing, so everybody is sent to the one name. */
async function answer(
  request: IncomingMessage,
  origin: string,
  routes: ReadonlyMap<string, Handle>,
): Promise<Answer> {
  const visit = await readVisit(request, origin);
  if (request.headers.host !== new URL(origin).host) return seeOther(origin);
  if (visit.method === 'POST' && !isOwnForm(request, origin)) {
    return problem(403, 'This form did not come from a page of Parks Pass.');
  }
  const handle = routes.get(`${visit.method} ${visit.path}`);
  return handle ? handle(visit) : problem(404, 'There is no such page.');
}

function problem(status: number, says: string): Answer {
  return page(ProblemPage({ language: 'en', says }), '', status);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response
    .writeHead(status, {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    .end(body);
}
