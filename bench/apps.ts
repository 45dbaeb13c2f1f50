import type { NewApp } from '../src/apps/city-app.ts';

/** Nobody opens it: the residents' browsers stop there. */
export const redirectUri = 'http://localhost:4000/callback';

export const everyScope = 'openid linked_accounts offline_access';

const anyApp = {
  department: 'Parks and Recreation',
  purpose: 'To measure the service.',
  kind: 'confidential',
  redirectUris: [redirectUri],
  scopes: everyScope.split(' '),
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  resource: 'urn:civic-link:app:bench',
} as const satisfies Partial<NewApp>;

/** The apps that ask. Each does everything an app can do; what differs are its tokens. */
export const benchApps = {
  usual: { ...anyApp, id: 'bench', name: 'Bench', idTokenAlgorithm: 'RS256' },
  es256: { ...anyApp, id: 'bench-es256', name: 'Bench ES256', idTokenAlgorithm: 'ES256' },
  /** Its access tokens are for introspection: at the peer, which cannot introspect a JWT, they are opaque. */
  introspected: {
    ...anyApp,
    id: 'bench-introspected',
    name: 'Bench introspected',
    idTokenAlgorithm: 'ES256',
  },
} as const satisfies Record<string, NewApp>;

export type AppRole = keyof typeof benchApps;

const appRoles = Object.keys(benchApps) as AppRole[];

/** One of something for each app. */
export function byRole<T>(make: (role: AppRole) => T): Record<AppRole, T> {
  const pairs = appRoles.map((role) => [role, make(role)]);
  return Object.fromEntries(pairs) as Record<AppRole, T>;
}
