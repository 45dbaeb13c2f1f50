import type { AppLogin } from '../dev/sample-apps.ts';
import { redirectUri } from './apps.ts';
import { Connections } from './load/connections.ts';

/** The example of RFC 7636, appendix B. */
export const pkce = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
};

export interface Tokens {
  access_token: string;
  refresh_token?: string;
  id_token?: string;
}

export type Refreshed = Tokens & { refresh_token: string };

/** The city app as a client of one of the servers. Every answer that is not the right one throws. */
export class CityApp {
  readonly redirectUri = redirectUri;
  readonly headers: Readonly<Record<string, string>>;
  private readonly clientId: string;
  private readonly connections: Connections;

  constructor(
    readonly issuer: string,
    { clientId, secret }: Pick<AppLogin, 'clientId' | 'secret'>,
  ) {
    const credentials = Buffer.from(`${clientId}:${secret}`).toString('base64');
    this.headers = {
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    this.clientId = clientId;
    this.connections = new Connections(issuer);
  }

  close(): void {
    this.connections.close();
  }

  /** Where a resident is sent to sign in to this app. */
  authorizeUrl(scope: string): URL {
    const url = new URL('/oauth/authorize', this.issuer);
    const parameters = {
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: redirectUri,
      scope,
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    };
    url.search = new URLSearchParams(parameters).toString();
    return url;
  }

  /** Sends a browser with these cookies to authorize; it must come straight back with a code. */
  async silentCode({ pathname, search }: URL, cookie: string): Promise<string> {
    const path = `${pathname}${search}`;
    const { head } = await this.connections.ask({ method: 'GET', path, headers: { cookie } });
    const location = /\r\nlocation: (\S+)/i.exec(head)?.[1] ?? '';
    const code = URL.parse(location)?.searchParams.get('code');
    if (!location.startsWith(redirectUri) || !code) throw new Error(`No code in ${head}`);
    return code;
  }

  /** Exchanges a code; there must be an ID token and a refresh token with it. */
  async redeem(code: string): Promise<Tokens> {
    const fields = { code, redirect_uri: redirectUri, code_verifier: pkce.verifier };
    const tokens = await this.token({ grant_type: 'authorization_code', ...fields });
    if (tokens.id_token === undefined) throw new Error('A code gave no ID token.');
    if (tokens.refresh_token === undefined) throw new Error('A code gave no refresh token.');
    return tokens;
  }

  /** Exchanges a refresh token for an access token and its successor. */
  async refresh(refreshToken: string): Promise<Refreshed> {
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const tokens = await this.token(fields);
    const { refresh_token: successor } = tokens;
    if (successor === undefined || successor === refreshToken) throw new Error('No successor.');
    return { ...tokens, refresh_token: successor };
  }

  /** An access token in the app's own name. */
  async ownToken(): Promise<string> {
    return (await this.token({ grant_type: 'client_credentials' })).access_token;
  }

  /** Asks about a token that must be active. */
  async introspect(token: string): Promise<void> {
    const text = await this.post('/oauth/introspect', introspectionOf(token));
    if (!text.startsWith('{"active":true,')) throw new Error(`Introspection said ${text}.`);
  }

  /** Sends a form. @throws unless the answer is 200 */
  async post(path: string, fields: Record<string, string>): Promise<string> {
    const body = new URLSearchParams(fields).toString();
    const { headers } = this;
    const answer = await this.connections.ask({ method: 'POST', path, headers, body });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return answer.body;
  }

  private async token(fields: Record<string, string>): Promise<Tokens> {
    const tokens = JSON.parse(await this.post('/oauth/token', fields)) as Tokens;
    if (typeof tokens.access_token !== 'string') throw new Error('There is no access token.');
    return tokens;
  }
}

/** The hint saves the peer a third search; the service does not read it. */
export function introspectionOf(token: string): Record<string, string> {
  return { token, token_type_hint: 'access_token' };
}

/** The `alg` of a token; null for an opaque one. */
export function algorithmOf(token: string): string | null {
  const [header = '', ...rest] = token.split('.');
  if (rest.length !== 2) return null;
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string }).alg;
}
