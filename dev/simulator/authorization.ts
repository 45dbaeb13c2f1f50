import { randomUUID } from 'node:crypto';
import { readAuthorizationRequest } from './authorization-request.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Dialect } from './dialect.ts';
import { OUTCOMES } from './outcomes.ts';
import { choicePage } from './page/choice-page.tsx';
import { problemPage } from './page/problem-page.tsx';
import { json, redirect } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Handler } from './route.ts';
import { Decision, OptionsText } from './scenario.ts';
import type { World } from './world.ts';
import { languageOf } from './words.ts';

/** The page to which the service sends a browser; with a scenario waiting, no page at all. */
export function authorizeHandler(world: World, dialect: Dialect): Handler {
  return ({ url, headers }) => {
    const language = languageOf(url.searchParams, headers['accept-language']);
    const asked = readAuthorizationRequest(url.searchParams, dialect);
    if (typeof asked === 'string') return problemPage({ dialect, language, problem: asked });
    const scenario = world.scenarios.take(dialect.name);
    if (scenario) return sendBack(world, dialect, asked, scenario);
    const request = randomUUID();
    world.waiting.set(request, { provider: dialect.name, asked });
    return choicePage({ dialect, language, asked, request, url, people: world.people.all() });
  };
}

/** The page's form: `request`, `person` and `outcome`, and `options` as JSON when a test has some. */
export function decideHandler(world: World): Handler {
  return ({ form }) => {
    const request = form.get('request') ?? '';
    const waiting = world.waiting.get(request);
    if (!waiting) return json(400, { error: 'This request is unknown or already decided.' });
    const decision = readDecision(form);
    if (!decision.success) return json(400, { error: decision.error.message });
    world.waiting.delete(request);
    return sendBack(world, world.dialects[waiting.provider], waiting.asked, decision.data);
  };
}

function readDecision(form: URLSearchParams) {
  const options = OptionsText.safeParse(form.get('options') ?? '{}');
  if (!options.success) return options;
  const [person, outcome] = [form.get('person'), form.get('outcome')];
  return Decision.safeParse({ ...options.data, person, outcome });
}

function sendBack(
  world: World,
  dialect: Dialect,
  asked: AuthorizationRequest,
  { person: personId, outcome: outcomeId, ...options }: Decision,
): Reply {
  const person = world.people.find(personId);
  if (!person) return json(400, { error: `There is no person "${personId}".` });
  const outcome = OUTCOMES[outcomeId];
  const trip = world.trips.start(dialect, { asked, person, outcome, options });
  const callback = new URL(asked.redirectUri);
  if (asked.state !== undefined) callback.searchParams.set('state', asked.state);
  callback.searchParams.set('code', trip.code);
  callback.hash = dialect.fragment;
  return trip.outcome.authorize?.(callback, trip, dialect) ?? redirect(callback);
}
