import type { Call } from './call.ts';
import type { ProviderName } from './people.ts';
import type { Endpoint } from './recorder.ts';
import type { Reply } from './reply.ts';

export type Handler = (call: Call) => Reply;

/** Where calls to one endpoint go. */
export interface Route {
  readonly methods: readonly string[];
  readonly path: string | RegExp;
  readonly provider?: ProviderName;
  /** What a call is recorded as; calls to the simulator's own controls are not recorded. */
  readonly endpoint?: Endpoint;
  readonly handle: Handler;
}

export function routesOf(provider: ProviderName, routes: readonly Route[]): Route[] {
  return routes.map((route) => ({ ...route, provider }));
}

export function matches(route: Route, method: string, path: string): boolean {
  if (!route.methods.includes(method)) return false;
  return typeof route.path === 'string' ? route.path === path : route.path.test(path);
}
