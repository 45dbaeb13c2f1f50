import { json } from '../reply.ts';
import type { Client, CodeRefusal, Dialect } from '../dialect.ts';
import type { ProviderName } from '../people.ts';
import type { Trip } from '../trips.ts';

/** The tenant in which everybody has an account at the simulated Microsoft. */
export const TENANT = '11111111-2222-4333-8444-555555555555';

/** The tenant that a discovery document names, where that is not the one in its address. */
const SAID_TENANTS: Readonly<Record<string, string>> = {
  common: '{tenantid}',
  organizations: '{tenantid}',
  consumers: '9188040d-6c67-4c5b-b112-36a304b66dad',
};

/** A provider of OpenID Connect: what it does in its own way besides what every provider does. */
export interface OpenIdDialect extends Dialect {
  readonly paths: {
    readonly discovery: RegExp;
    readonly authorize: RegExp;
    readonly token: RegExp;
    readonly keys: string;
    readonly userinfo: string;
  };
  /** The addresses in the discovery document, which is asked for at `url`. */
  addresses(url: URL): { issuer: string; authorize: string; token: string };
  readonly clientAuth: 'client_secret_post' | 'client_secret_basic' | 'private_key_jwt';
  /** False where `nonce` is never told and a PKCE verifier is refused. */
  readonly bindsCodes: boolean;
  /** Claims only this provider tells. */
  claims?(trip: Trip): Record<string, unknown>;
}

interface Kind {
  readonly name: ProviderName;
  readonly title: string;
  /** Where its issuer is. */
  readonly path: string;
  readonly own: Partial<OpenIdDialect>;
}

const KINDS: readonly Kind[] = [
  {
    name: 'linkedin',
    title: 'LinkedIn',
    path: '/linkedin/oauth',
    own: { bindsCodes: false, requiresPkce: false, profileIn: 'id-token' },
  },
  {
    name: 'login-gov',
    title: 'Login.gov',
    path: '/login-gov/',
    own: {
      clientAuth: 'private_key_jwt',
      profileIn: 'id-token',
      isComplete: (query) =>
        query.has('acr_values') &&
        query.get('prompt') === 'select_account' &&
        (query.get('nonce') ?? '').length >= 22,
    },
  },
  {
    name: 'city',
    title: 'Riverton ID',
    path: '/city',
    own: { clientAuth: 'client_secret_basic' },
  },
];

/** Status, `error` and `error_description` (RFC 6749 section 5.2). */
const REFUSALS: Readonly<Record<CodeRefusal, readonly [number, string, string]>> = {
  'bad-request': [400, 'invalid_request', 'A parameter is missing.'],
  'bad-client': [401, 'invalid_client', 'Client authentication failed'],
  unknown: [400, 'invalid_grant', 'The code is unknown.'],
  expired: [400, 'invalid_grant', 'The code has expired.'],
  used: [400, 'invalid_grant', 'The code was used.'],
  'other-redirect': [400, 'invalid_grant', 'The redirect address is another.'],
  'bad-verifier': [400, 'invalid_grant', 'The verifier does not match.'],
};

export function openIdDialects(
  url: string,
  clientOf: (name: ProviderName) => Client,
): OpenIdDialect[] {
  const others = KINDS.map(({ name, title, path, own }) =>
    Object.assign(ordinary(url, { name, title, path, client: clientOf(name) }), own),
  );
  return [microsoft(url, clientOf('microsoft')), ...others];
}

function ordinary(
  url: string,
  { name, title, path, client }: Omit<Kind, 'own'> & { client: Client },
): OpenIdDialect {
  const root = path.replace(/\/$/, '');
  const exactly = (end: string) => new RegExp(`^${root}${end}$`);
  return {
    name,
    title,
    issuer: url + path,
    client,
    attackerUrl: `${url}/attacker`,
    subjectField: 'sub',
    fragment: '',
    codePrefix: '',
    tokenPrefix: '',
    requiresPkce: true,
    bindsCodes: true,
    clientAuth: 'client_secret_post',
    denial: { error: 'access_denied' },
    paths: {
      discovery: exactly('/\\.well-known/openid-configuration'),
      authorize: exactly('/authorize'),
      token: exactly('/token'),
      keys: `${root}/keys`,
      userinfo: `${root}/userinfo`,
    },
    addresses: () => ({
      issuer: url + path,
      authorize: `${url}${root}/authorize`,
      token: `${url}${root}/token`,
    }),
    refuse(refusal, text) {
      const [status, error, description] = REFUSALS[refusal];
      const said = name === 'linkedin' && error === 'invalid_grant' ? 'invalid_request' : error;
      return json(status, { error: said, error_description: text ?? description });
    },
    profileError(status, text = 'The access token is no good.') {
      return json(status, { error: 'invalid_token', error_description: text });
    },
  };
}

/** Microsoft has the tenant in its addresses, and one discovery document for many tenants, which names none. */
function microsoft(url: string, client: Client): OpenIdDialect {
  const plain = ordinary(url, {
    name: 'microsoft',
    title: 'Microsoft',
    path: '/microsoft',
    client,
  });
  const issuer = `${url}/microsoft/${TENANT}/v2.0`;
  return Object.assign(plain, {
    issuer,
    subjectField: 'oid' as const,
    profileIn: 'id-token' as const,
    paths: {
      ...plain.paths,
      discovery: /^\/microsoft\/[^/]+\/v2\.0\/\.well-known\/openid-configuration$/,
      authorize: /^\/microsoft\/[^/]+\/oauth2\/v2\.0\/authorize$/,
      token: /^\/microsoft\/[^/]+\/oauth2\/v2\.0\/token$/,
    },
    addresses: ({ pathname }: URL) => {
      const tenant = pathname.split('/')[2] ?? '';
      const said = SAID_TENANTS[tenant] ?? tenant;
      return {
        issuer: `${url}/microsoft/${said}/v2.0`,
        authorize: `${url}/microsoft/${tenant}/oauth2/v2.0/authorize`,
        token: `${url}/microsoft/${tenant}/oauth2/v2.0/token`,
      };
    },
    claims: ({ person }: Trip) => ({ tid: TENANT, sub: `pairwise-${person.id}` }),
  });
}
