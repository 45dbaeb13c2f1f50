import { derive, fingerprint, newToken } from '../../kernel/opaque-token.ts';
import type {
  Conversation,
  ConversationParts,
  Prepared,
  Returned,
  Told,
} from '../exchange/conversation.ts';
import type { OpenIdProvider, StartingTrip } from '../provider.ts';
import { Discovery } from './discovery.ts';
import { failureOf } from './failure.ts';
import type { OpenIdSetup } from './setup.ts';
import { TokenExchange } from './token-exchange.ts';

/** Talks OpenID Connect: the code flow with PKCE and `nonce`, and an ID token of which everything is checked. */
export class OpenIdConversation implements Conversation {
  readonly #setup: OpenIdSetup;
  readonly #discovery: Discovery;
  readonly #exchange: TokenExchange;

  constructor({ openId, isIssuer }: OpenIdProvider, parts: ConversationParts) {
    this.#setup = openId;
    this.#discovery = new Discovery(openId, parts);
    this.#exchange = new TokenExchange(openId, isIssuer, parts);
  }

  get isPrepared(): boolean {
    return this.#discovery.last !== null;
  }

  async prepare(): Promise<Prepared> {
    const asked = await this.#discovery.find();
    return asked.kind === 'found' ? { kind: 'ready' } : asked;
  }

  async begin(trip: StartingTrip): Promise<string | null> {
    const found = this.#discovery.last;
    if (found === null) return null;
    const { metadata } = found;
    const { clientId, redirectUri, scope, bindsCodes, asks } = this.#setup;
    const verifier = newToken();
    const address = new URL(metadata.authorization_endpoint);
    const parameters = {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      state: await trip.remember(verifier),
      ...(bindsCodes && {
        nonce: nonceOf(verifier),
        code_challenge: fingerprint(verifier).toString('base64url'),
        code_challenge_method: 'S256',
      }),
      ...asks(trip, metadata.prompt_values_supported),
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return address.href;
  }

  async finish(callback: Returned, verifier: string, deadline: AbortSignal): Promise<Told> {
    const found = this.#discovery.last;
    if (found === null) return { kind: 'unavailable' };
    const nonce = this.#setup.bindsCodes ? nonceOf(verifier) : undefined;
    try {
      return await this.#exchange.tell(found, callback, { verifier, nonce, deadline });
    } catch (error) {
      return { kind: failureOf(error, this.#setup.isSpent) };
    }
  }

  close(): Promise<void> {
    return this.#discovery.close();
  }
}

/** Whoever has the verifier can make it, and it is as hard to guess; so it need not be kept (OIDC Core §15.5.2). */
function nonceOf(verifier: string): string {
  return derive(verifier, 'nonce');
}
