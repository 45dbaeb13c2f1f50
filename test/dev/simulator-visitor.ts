import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { OutcomeId } from '../../dev/simulator/outcomes.ts';
import type { OutcomeOptions } from '../../dev/simulator/scenario.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';

export const CALLBACK = 'http://127.0.0.1:9/auth/callback?from=city';
export const CLIENTS = {
  google: { id: 'city-google', secret: 'google-secret' },
  facebook: { id: '1234567890', secret: 'facebook-secret' },
};
const VERIFIER = randomBytes(32).toString('base64url');
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

export type Visited = keyof typeof CLIENTS;
type Trip = [provider: Visited, person: string, outcome: OutcomeId, options?: OutcomeOptions];

/** Where a response sends the browser. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? '');
}

/** Browser and service in one, step by step and without either of them. */
export class Visitor {
  readonly #simulator: Simulator;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** Where a service sends the browser; `changes` replaces parameters or (null) drops them. */
  authorizeUrl(provider: Visited, changes: Record<string, string | null> = {}): URL {
    const url = new URL(this.#simulator.endpoints[provider].authorizationUrl);
    const params = {
      response_type: 'code',
      client_id: CLIENTS[provider].id,
      redirect_uri: CALLBACK,
      scope: 'openid profile',
      state: 'the-state',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...changes,
    };
    for (const [name, value] of Object.entries(params)) {
      if (value !== null) url.searchParams.set(name, value);
    }
    return url;
  }

  /** Opens the page and returns the id of the request it asks about. */
  async openPage(provider: Visited): Promise<string> {
    const page = await (await fetch(this.authorizeUrl(provider))).text();
    return /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '';
  }

  submit(form: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams(form);
    return fetch(`${this.#simulator.url}/decide`, { method: 'POST', body, redirect: 'manual' });
  }

  /** Opens the page, decides, and returns the answer that sends the browser back. */
  async decide(...[provider, person, outcome, options = {}]: Trip): Promise<Response> {
    const request = await this.openPage(provider);
    return this.submit({ request, person, outcome, options: JSON.stringify(options) });
  }

  async codeFor(...trip: Trip): Promise<string> {
    return locationOf(await this.decide(...trip)).searchParams.get('code') ?? '';
  }

  redeem(
    provider: Visited,
    code: string,
    changes: Record<string, string> = {},
    init: RequestInit = {},
  ): Promise<Response> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENTS[provider].id,
      client_secret: CLIENTS[provider].secret,
      redirect_uri: CALLBACK,
      code,
      code_verifier: VERIFIER,
      ...changes,
    });
    const url = this.#simulator.endpoints[provider].tokenUrl;
    return fetch(url, { method: 'POST', body, redirect: 'manual', ...init });
  }

  async tokenFor(...trip: Trip): Promise<string> {
    const answer = await (await this.redeem(trip[0], await this.codeFor(...trip))).json();
    return (answer as { access_token: string }).access_token;
  }

  profile(provider: Visited, token: string, query = ''): Promise<Response> {
    const { google, facebook } = this.#simulator.endpoints;
    const proof = createHmac('sha256', CLIENTS.facebook.secret).update(token).digest('hex');
    const url =
      provider === 'google'
        ? google.userinfoUrl
        : `${facebook.profileUrl}?appsecret_proof=${proof}${query}`;
    return fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
  }

  async profileText(...trip: Trip): Promise<string> {
    return (await this.profile(trip[0], await this.tokenFor(...trip))).text();
  }

  requestsTo(endpoint: string) {
    return this.#simulator.requests.filter((request) => request.endpoint === endpoint);
  }
}
