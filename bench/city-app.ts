import { Pool } from 'undici';
import type { AppLogin } from '../dev/sample-apps.ts';
import type { NewApp } from '../src/apps/city-app.ts';
import { connections } from './load/samples.ts';

/** Nobody opens it: the residents' browsers stop there. */
const redirectUri = 'http://localhost:4000/callback';

/** The example of RFC 7636, appendix B. */
const pkce = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
};

export const everyScope = 'openid linked_accounts offline_access';

/** An app that does everything an app can do. */
export const benchApp: NewApp = {
  id: 'bench',
  name: 'Bench',
  department: 'Parks and Recreation',
  purpose: 'To measure the service.',
  kind: 'confidential',
  redirectUris: [redirectUri],
  scopes: everyScope.split(' '),
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
};

export interface Tokens {
  access_token: string;
  refresh_token?: string;
  id_token?: string;
}

/** The city app as a client of the service. Every answer that is not the right one throws. */
export class CityApp {
  readonly redirectUri = redirectUri;
  readonly headers: Readonly<Record<string, string>>;
  private readonly pool: Pool;

  constructor(
    readonly issuer: string,
    { clientId, secret }: AppLogin,
  ) {
    const credentials = Buffer.from(`${clientId}:${secret}`).toString('base64');
    this.headers = {
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    this.pool = new Pool(issuer, { connections });
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  /** Where a resident is sent to sign in to this app. */
  authorizeUrl(scope: string): URL {
    const url = new URL('/oauth/authorize', this.issuer);
    const parameters = {
      response_type: 'code',
      client_id: benchApp.id,
      redirect_uri: redirectUri,
      scope,
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    };
    url.search = new URLSearchParams(parameters).toString();
    return url;
  }

  /** Exchanges a code; there must be an ID token with it. */
  async redeem(code: string): Promise<Tokens> {
    const fields = { code, redirect_uri: redirectUri, code_verifier: pkce.verifier };
    const tokens = await this.token({ grant_type: 'authorization_code', ...fields });
    if (tokens.id_token === undefined) throw new Error('A code gave no ID token.');
    return tokens;
  }

  /** Exchanges a refresh token for its successor. */
  async refresh(refreshToken: string): Promise<string> {
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const { refresh_token: successor } = await this.token(fields);
    if (successor === undefined || successor === refreshToken) throw new Error('No successor.');
    return successor;
  }

  /** An access token in the app's own name. */
  async ownToken(): Promise<string> {
    return (await this.token({ grant_type: 'client_credentials' })).access_token;
  }

  /** Asks about a token that must be active. */
  async introspect(token: string): Promise<void> {
    const text = await this.post('/oauth/introspect', { token });
    if (!text.startsWith('{"active":true,')) throw new Error(`Introspection said ${text}.`);
  }

  /** Sends a form. @throws unless the answer is 200 */
  async post(path: string, fields: Record<string, string>): Promise<string> {
    const body = new URLSearchParams(fields).toString();
    const answer = await this.pool.request({ method: 'POST', path, headers: this.headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text}`);
    return text;
  }

  private async token(fields: Record<string, string>): Promise<Tokens> {
    const tokens = JSON.parse(await this.post('/oauth/token', fields)) as Tokens;
    if (tokens.access_token.split('.').length !== 3) throw new Error('That is not a token.');
    return tokens;
  }
}
