import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { browserKind } from '../logging/user-agent.ts';
import type { Tallies } from '../tallies/tallies.ts';
import { languageOf } from './language.ts';

/** Stands for every page that only a signed-in resident sees: what somebody does there is not counted page by page. */
const residentsPages = 'account';

/**
 * Counts the pages that were shown, with nothing of the address or of who asked. When the last request is answered and
 * the database still there, what was counted is written.
 */
export function installPageViews(server: FastifyInstance, tallies: Tallies): void {
  server.addHook('onResponse', (request, reply, done) => {
    const page = pageShown(request, reply);
    if (page !== null) count(tallies, page, request);
    done();
  });
  server.addHook('onClose', () => tallies.flush());
}

/** The pattern of a public route, or the one name for all pages of residents; null for what is no page of theirs. */
function pageShown({ method, routeOptions }: FastifyRequest, reply: FastifyReply): string | null {
  const { surface, access } = routeOptions.config;
  if (surface !== 'page' || method !== 'GET' || reply.statusCode !== 200) return null;
  if (access?.kind === 'resident') return residentsPages;
  return access?.kind === 'public' ? (routeOptions.url ?? null) : null;
}

/** Each of the five alone, so that no count joins two of them. */
function count(tallies: Tallies, page: string, request: FastifyRequest): void {
  const { browser, system, device } = browserKind(request.headers['user-agent']);
  tallies.add('view.page', page);
  tallies.add('view.language', languageOf(request));
  tallies.add('view.browser', browser);
  tallies.add('view.system', system);
  tallies.add('view.device', device);
}
