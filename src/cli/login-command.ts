import { parseArgs } from 'node:util';
import { SystemClock } from '../kernel/clock.ts';
import { done, refused, UsageError } from './command.ts';
import type { RemoteCommand, RemoteContext } from './command.ts';
import { redeem } from './remote/client-calls.ts';
import { clientOf, clientOptions } from './remote/client-options.ts';
import { discover } from './remote/issuer.ts';
import { reportTokens } from './remote/login-report.ts';
import { beginTrip, codeIn, tryOut } from './remote/login-trip.ts';
import { ReturnListener } from './remote/return-listener.ts';
import { Trouble } from './remote/trouble.ts';

/** The app that `npm start` registers for this command. */
const usualClient = 'civic-link-cli';
const usualRedirect = 'http://127.0.0.1/callback';
const usualScopes = ['openid', 'linked_accounts'];

/** Walking through a sign-in as a city app would. */
export const loginCommands: Readonly<Record<string, RemoteCommand>> = {
  'test login': {
    usage:
      'test login [--issuer <url>] [--client <id>] [--secret-file <file>] [--scope <scope>...] [--redirect <loopback url>] [--timeout <seconds>]',
    says: 'Signs you in as a city app would and explains what it gets. Needs no database. Right after npm start it needs no options either.',
    visit: login,
  },
};

const options = {
  ...clientOptions,
  client: { type: 'string', default: usualClient },
  scope: { type: 'string', multiple: true },
  redirect: { type: 'string', default: usualRedirect },
  timeout: { type: 'string', default: '300' },
} as const;

async function login({ args, print }: RemoteContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  const client = clientOf(values.client, values);
  const seconds = secondsIn(values.timeout);
  const { metadata, keys } = await discover(values.issuer);
  const listener = await ReturnListener.open(values.redirect);
  try {
    const { redirectUri } = listener;
    const plan = { clientId: client.id, redirectUri, scopes: values.scope ?? usualScopes };
    const trip = beginTrip(metadata, plan);
    await tryOut(trip);
    const back = returnTo(listener, seconds);
    print(`Open this address in a browser and sign in (Ctrl-C stops):\n\n${trip.url}\n`);
    const code = codeIn(await back, trip, metadata.issuer);
    const { verifier, nonce } = trip;
    const form = { code, redirect_uri: redirectUri, code_verifier: verifier };
    const tokens = await redeem(metadata, client, form);
    const now = new SystemClock().seconds();
    const isGood = await reportTokens(tokens, { metadata, keys, client, nonce, now, print });
    print(isGood ? 'Everything fits.' : 'Not everything fits: see above.');
    return isGood ? done : refused;
  } finally {
    listener.close();
  }
}

/** Waits for the browser, for Ctrl-C, or until the time is up, whichever comes first. */
async function returnTo(listener: ReturnListener, seconds: number): Promise<URLSearchParams> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    return await listener.wait(AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]));
  } catch {
    if (stop.signal.aborted) throw new Trouble('Stopped.', 'Start again whenever you like.');
    throw new Trouble(
      `Nobody came back within ${seconds} seconds.`,
      'If the page in the browser shows an error, follow what it says. Give yourself longer with --timeout.',
    );
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function secondsIn(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600) return seconds;
  throw new UsageError('The timeout is 1 to 3600 seconds.');
}
