import { createHash, randomBytes } from 'node:crypto';
import { request } from 'undici';
import type { Identity } from './accounts.ts';

export interface GoogleClient {
  id: string;
  secret: string;
  endpoints: { authorizationUrl: string; tokenUrl: string; userinfoUrl: string };
}

/** What a browser carries to the provider and back. */
export interface Trip {
  state: string;
  verifier: string;
}

const headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** The simulated Google as the peer's upstream: the same two calls per sign-in as the service makes. */
export class Google {
  constructor(
    private readonly client: GoogleClient,
    private readonly redirectUri: string,
  ) {}

  begin(): { trip: Trip; url: string } {
    const trip = { state: secret(), verifier: secret() };
    const url = new URL(this.client.endpoints.authorizationUrl);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.client.id,
      redirect_uri: this.redirectUri,
      scope: 'openid profile',
      prompt: 'select_account',
      state: trip.state,
      code_challenge: createHash('sha256').update(trip.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    return { trip, url: url.href };
  }

  async finish(code: string, verifier: string): Promise<Identity> {
    const { id, secret: password, endpoints } = this.client;
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: this.redirectUri,
      client_id: id,
      client_secret: password,
    }).toString();
    const tokens = await read(endpoints.tokenUrl, { method: 'POST', headers, body });
    const authorization = `Bearer ${tokens.access_token}`;
    const profile = await read(endpoints.userinfoUrl, { headers: { authorization } });
    return { provider: 'google', subject: profile.sub ?? '', name: profile.name ?? null };
  }
}

type Fields = Partial<Record<'access_token' | 'sub' | 'name', string>>;

async function read(url: string, options: Parameters<typeof request>[1]): Promise<Fields> {
  const { body, statusCode } = await request(url, options);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${text}`);
  return JSON.parse(text) as Fields;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
