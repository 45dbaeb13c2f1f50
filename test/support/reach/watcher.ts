import { TokenError, createVerifier } from '@civic-link/verifier';
import type { Verifier, VerifierOptions } from '@civic-link/verifier';
import { machineTime } from './messages.ts';
import type { FromWatcher, ToWatcher, Weather } from './messages.ts';

/* A city app in a process of its own, as far as verifying goes: looks at tokens until it refuses them. */

const everyMilliseconds = 20;
/** Nobody waits longer for a refusal. */
const longestMilliseconds = 70_000;
const watched = new Map<number, { token: string; since: number; acceptedAt: number }>();
let weather: Weather = 'fair';
/** Whoever follows no list would look at everything for ever. */
let patience = longestMilliseconds;

const tell = (message: FromWatcher): void => void process.send?.(message);

/** The way to the service, which can be cut. */
async function fickleFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  if (weather === 'cut') throw new TypeError('fetch failed');
  const waits = Number(url.searchParams.get('wait') ?? 0) > 0;
  if (weather === 'no-waiting' && waits) {
    return new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new TypeError('fetch failed')));
    });
  }
  const answer = await fetch(input, init);
  if ((weather as Weather) === 'cut') throw new TypeError('fetch failed');
  return answer;
}

function verifierFor(message: Extract<ToWatcher, { kind: 'begin' }>): Verifier {
  const { issuer, audience, clientId, clientSecret, revocations } = message;
  const base = { issuer, audience, warn: () => undefined, fetch: fickleFetch };
  const options: VerifierOptions =
    revocations === 'none'
      ? { ...base, revocations }
      : { ...base, revocations, credentials: { clientId, clientSecret } };
  return createVerifier(options);
}

async function look(verifier: Verifier, id: number): Promise<void> {
  const seen = watched.get(id);
  if (seen === undefined) return;
  const at = machineTime();
  try {
    await verifier.verify(seen.token);
    seen.acceptedAt = at;
    if (at - seen.since > patience) watched.delete(id);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    watched.delete(id);
    tell({ kind: 'accepted-last', id, at: seen.acceptedAt });
    tell({ kind: 'refused', id, reason: error.reason, at: machineTime() });
  }
}

process.once('message', (first: ToWatcher) => {
  if (first.kind !== 'begin') throw new Error('It has not begun.');
  if (first.revocations === 'none') patience = 5000;
  const verifier = verifierFor(first);
  process.on('message', (message: ToWatcher) => {
    if (message.kind === 'weather') weather = message.weather;
    if (message.kind === 'watch') {
      watched.set(message.id, { token: message.token, since: machineTime(), acceptedAt: 0 });
    }
  });
  setInterval(() => {
    for (const id of watched.keys()) void look(verifier, id);
  }, everyMilliseconds);
  void verifier.ready().then(() => tell({ kind: 'ready' }));
});
process.once('disconnect', () => process.exit(0));
