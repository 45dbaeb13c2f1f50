import { parse } from 'node:querystring';
import { MoreRegistrations } from '../../dev/more-registrations.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import { noProviders } from '../../src/config/provider-config.ts';
import { SystemClock } from '../../src/kernel/clock.ts';
import { callbackShape } from '../../src/providers/callback-shape.ts';
import type { CallbackShape } from '../../src/providers/callback-shape.ts';
import { exchangeLimits } from '../../src/platform/outgoing/limits.ts';
import type { ExchangeLimits } from '../../src/platform/outgoing/limits.ts';
import { enabledProviders } from '../../src/providers/enabled-providers.ts';
import { facebookProvider } from '../../src/providers/facebook.provider.ts';
import { googleProvider } from '../../src/providers/google.provider.ts';
import type { Provider, ProviderOutcome } from '../../src/providers/provider.ts';
import { Providers } from '../../src/providers/providers.ts';

const more = new MoreRegistrations();

export const clients = {
  ...more.clients,
  google: { id: 'civic-google-client', secret: 'civic-google-secret' },
  facebook: { id: '424242424242', secret: 'civic-facebook-secret' },
};

export const callbackUrl = (id: string) => `https://link.city.example/callback/${id}`;

export const startProviders = () => startSimulator({ clients });

export function google({ endpoints }: Simulator): Provider {
  const { id: clientId, secret: clientSecret } = clients.google;
  const settings = { clientId, clientSecret, endpoints: endpoints.google };
  return googleProvider(settings, callbackUrl('google'));
}

export function facebook({ endpoints }: Simulator): Provider {
  const { id: appId, secret: appSecret } = clients.facebook;
  const settings = { appId, appSecret, graphVersion: 'v26.0', endpoints: endpoints.facebook };
  return facebookProvider(settings, callbackUrl('facebook'));
}

/** A provider besides those two, as the simulator plays it. */
export function other(
  id: 'microsoft' | 'linkedin' | 'login-gov' | 'github' | 'city',
  tenant?: string,
) {
  return ({ endpoints }: Simulator): Provider => {
    const providers = { ...noProviders, ...more.settings(endpoints, tenant) };
    const enabled = enabledProviders({ issuer: 'https://link.city.example', providers });
    const found = enabled.find(({ facts }) => facts.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };
}

/** Patience enough for a busy test machine, and not for a fault. */
export const impatient: ExchangeLimits = { ...exchangeLimits, connect: 1_000, total: 3_000 };

/** For trips that are to fail anyway. */
export const hasty: ExchangeLimits = { ...impatient, total: 400 };

/** The registry with real providers, and what it reported. */
export function serviceOf(enabled: Provider[], limits: ExchangeLimits = impatient) {
  const counted: [string, ProviderOutcome['kind']][] = [];
  const observer = {
    finished: (id: string, kind: ProviderOutcome['kind']) => void counted.push([id, kind]),
  };
  const providers = new Providers(enabled, { clock: new SystemClock(), observer, limits });
  return { providers, counted };
}

/** What the service knows of one trip after it has started. */
export interface StartedTrip {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
}

let started = 0;

export async function begin(providers: Providers, id: string, language = 'en') {
  let verifier = '';
  const state = `state-${(started += 1)}`;
  const remember = (made: string) => {
    verifier = made;
    return Promise.resolve(state);
  };
  const url = new URL(String(await providers.begin(id, { remember, language })));
  return { url, verifier, state } satisfies StartedTrip;
}

/** Follows the browser to the provider and back, and reads the callback as the service does. */
export async function comeBack({ url }: StartedTrip): Promise<CallbackShape | null> {
  const { headers } = await fetch(url, { redirect: 'manual' });
  const location = headers.get('location');
  return location === null ? null : callbackShape(parse(new URL(location).search.slice(1)));
}

/** A whole trip. @returns how it ended, or the callback when it brought no code */
export async function travel(
  providers: Providers,
  id: string,
): Promise<ProviderOutcome | CallbackShape | null> {
  const trip = await begin(providers, id);
  const callback = await comeBack(trip);
  if (callback?.kind !== 'code') return callback;
  return providers.finish(id, callback, trip.verifier);
}
