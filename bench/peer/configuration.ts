import type { JsonWebKey } from 'node:crypto';
import type { Client, Context } from 'oidc-provider';
import type { Pool } from 'pg';
import { benchApps } from '../apps.ts';
import type { AppRole } from '../apps.ts';
import type { NewApp } from '../../src/apps/city-app.ts';
import type { Accounts } from './accounts.ts';
import { PostgresAdapter } from './adapter.ts';

/** A client in the words of its registration. */
export interface PeerClient {
  client_id: string;
  client_secret: string;
  [name: string]: unknown;
}

export interface PeerSettings {
  clients: Readonly<Record<AppRole, PeerClient>>;
  /** Private signing keys. */
  keys: readonly JsonWebKey[];
  cookieKey: string;
}

const { resource } = benchApps.usual;
const day = 24 * 60 * 60;

/** The registration of an app at the peer. */
export function peerClient(app: NewApp, secret: string): PeerClient {
  return {
    client_id: app.id,
    client_secret: secret,
    redirect_uris: app.redirectUris,
    grant_types: app.grantTypes,
    response_types: ['code'],
    id_token_signed_response_alg: app.idTokenAlgorithm,
  };
}

/**
 * The peer as an operator would run it who wants what the service gives: the same paths, lifetimes and tokens. Where
 * there is a choice it is the cheaper one: clients in memory, no account read for an ID token that only says `sub`.
 */
export function configuration(settings: PeerSettings, pool: Pool, accounts: Accounts): object {
  return {
    adapter: (type: string) => new PostgresAdapter(pool, type),
    clients: Object.values(settings.clients),
    jwks: { keys: settings.keys },
    // The cookie of an interaction must reach the callback, too.
    cookies: { keys: [settings.cookieKey], short: { path: '/' } },
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      introspection: '/oauth/introspect',
      revocation: '/oauth/revoke',
      userinfo: '/oauth/userinfo',
      jwks: '/.well-known/jwks.json',
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: resources,
    },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      ClientCredentials: 300,
      Grant: 180 * day,
      IdToken: 300,
      Interaction: 600,
      RefreshToken: 30 * day,
      Session: day / 2,
    },
    rotateRefreshToken: true,
    // As at the service: an app that may refresh gets a refresh token, and it outlives the session.
    issueRefreshToken: (_context: Context, client: Client) =>
      client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    findAccount: (_context: Context, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    loadExistingGrant: (context: Context) => existingGrant(context, accounts),
  };
}

const jwt = {
  scope: 'linked_accounts',
  audience: resource,
  accessTokenTTL: 300,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'ES256' } },
};

/** A resource makes an access token a JWT. */
const resources = {
  enabled: true,
  defaultResource: (_context: Context, { clientId }: Client) =>
    clientId === benchApps.introspected.id ? undefined : resource,
  useGrantedResource: () => true,
  getResourceServerInfo: () => jwt,
};

async function existingGrant({ oidc }: Context, accounts: Accounts): Promise<unknown> {
  const { client, session, result, provider } = oidc;
  const { clientId } = client;
  const grantId =
    result?.consent?.grantId ??
    session.grantIdFor(clientId) ??
    (await accounts.grantOf(session.accountId ?? '', clientId));
  return grantId && provider.Grant.find(grantId);
}
