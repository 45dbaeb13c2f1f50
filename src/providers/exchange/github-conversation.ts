import type { GithubEndpoints } from '../../config/provider-config.ts';
import { fingerprint, newToken } from '../../kernel/opaque-token.ts';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import type { Answer, Send } from '../../platform/outgoing/bounded-http.ts';
import type { GithubProvider, StartingTrip } from '../provider.ts';
import type { Conversation, ConversationParts, Prepared, Returned, Told } from './conversation.ts';
import { githubPerson, tokenIn } from './github-answers.ts';

export interface GithubSetup {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly endpoints: GithubEndpoints;
  readonly redirectUri: string;
}

/** So long somebody waits, at most, for a grant to be taken back. */
const revocationMilliseconds = 1_000;

const ours = { 'accept-encoding': 'identity', 'user-agent': 'civic-link' };

/** Talks to GitHub: a code for a token, the token for a profile, and the grant given back at once. */
export class GithubConversation implements Conversation {
  readonly isPrepared = true;
  readonly #setup: GithubSetup;
  readonly #http: BoundedHttp;

  constructor({ github }: GithubProvider, { limits }: ConversationParts) {
    this.#setup = github;
    this.#http = new BoundedHttp([github.endpoints.tokenUrl, github.endpoints.apiUrl], limits);
  }

  prepare(): Promise<Prepared> {
    return Promise.resolve({ kind: 'ready' });
  }

  async begin(trip: StartingTrip): Promise<string> {
    const { endpoints, clientId, redirectUri } = this.#setup;
    const verifier = newToken();
    const address = new URL(endpoints.authorizationUrl);
    address.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      state: await trip.remember(verifier),
      code_challenge: fingerprint(verifier).toString('base64url'),
      code_challenge_method: 'S256',
      prompt: 'select_account',
    }).toString();
    return address.href;
  }

  async finish({ code }: Returned, verifier: string): Promise<Told> {
    const send = this.#http.withinDeadline();
    const token = tokenIn(await this.#redeem(send, code, verifier));
    if (token.kind !== 'token') return token;
    try {
      return githubPerson(await this.#profile(send, token.token));
    } finally {
      await this.#giveBack(token.token);
    }
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  #redeem(send: Send, code: string, verifier: string): Promise<Answer> {
    const { clientId, clientSecret, redirectUri, endpoints } = this.#setup;
    const { host, pathname } = new URL(endpoints.tokenUrl);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }).toString();
    const headers = {
      ...ours,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    };
    return send({ method: 'POST', host, path: pathname, headers, body });
  }

  #profile(send: Send, token: string): Promise<Answer> {
    const headers = { ...ours, ...this.#asApi, authorization: `Bearer ${token}` };
    return send({ method: 'GET', ...this.#at('/user'), headers, body: null });
  }

  /**
   * A token of GitHub lives until somebody takes it back, which takes the token; so it is now or never. Whatever comes of
   * it, the person is known, and waits no longer.
   */
  async #giveBack(token: string): Promise<void> {
    const { clientId, clientSecret } = this.#setup;
    const proof = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const send = this.#http.withinDeadline(AbortSignal.timeout(revocationMilliseconds));
    await send({
      method: 'DELETE',
      ...this.#at(`/applications/${encodeURIComponent(clientId)}/grant`),
      headers: {
        ...ours,
        ...this.#asApi,
        authorization: `Basic ${proof}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ access_token: token }),
    });
  }

  readonly #asApi = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  };

  #at(path: string): { host: string; path: string } {
    const { host, pathname } = new URL(this.#setup.endpoints.apiUrl);
    return { host, path: `${pathname.replace(/\/$/, '')}${path}` };
  }
}
