import { newToken } from '../../kernel/opaque-token.ts';
import { Circuit } from '../../platform/outgoing/circuit.ts';
import { OpenIdConversation } from '../openid/openid-conversation.ts';
import type { Provider, ProviderOutcome, ProviderTrial, StartingTrip } from '../provider.ts';
import type { Conversation, ConversationParts, Prepared, Returned, Told } from './conversation.ts';
import { GithubConversation } from './github-conversation.ts';
import { PassportConversation } from './passport-conversation.ts';

/** One provider with everything that bounds the service's dealings with it. */
export class ProviderExchange {
  readonly provider: Provider;
  readonly #conversation: Conversation;
  readonly #circuit: Circuit;
  readonly #patience: number;

  constructor(provider: Provider, parts: ConversationParts) {
    this.provider = provider;
    this.#conversation = conversationWith(provider, parts);
    this.#circuit = new Circuit(parts.clock, parts.limits);
    this.#patience = parts.limits.total;
  }

  /**
   * @returns null when the provider's addresses had to be found and were not
   * @throws whatever `remember` throws
   */
  async begin(trip: StartingTrip): Promise<string | null> {
    const { kind } = await this.#prepared();
    return kind === 'ready' ? this.#conversation.begin(trip) : null;
  }

  async finish(callback: Returned, verifier: string): Promise<ProviderOutcome> {
    const deadline = AbortSignal.timeout(this.#patience);
    const prepared = await this.#prepared();
    if (prepared.kind !== 'ready') return prepared;
    const told: Told = await this.#circuit.run(() =>
      this.#conversation.finish(callback, verifier, deadline),
    );
    if (told.kind !== 'person') return told;
    const { namespace } = this.provider;
    return { kind: 'identity', identity: { namespace, ...told.person } };
  }

  /** Not within the circuit, which would count what one question brought as often as somebody waited for it. */
  async #prepared(): Promise<Prepared> {
    return this.#conversation.isPrepared ? { kind: 'ready' } : this.#conversation.prepare();
  }

  /** The same with a code that nobody was given: a provider that works and knows the service says that it is no good. */
  async tryOut(): Promise<ProviderTrial> {
    const { kind } = await this.finish({ code: newToken() }, newToken());
    switch (kind) {
      case 'expired-or-used':
        return 'answers';
      case 'unavailable':
        return 'unavailable';
      case 'identity':
      case 'not-fresh':
      case 'provider-error':
        return 'unexpected';
      default:
        return kind satisfies never;
    }
  }

  close(): Promise<void> {
    return this.#conversation.close();
  }
}

function conversationWith(provider: Provider, parts: ConversationParts): Conversation {
  switch (provider.speaks) {
    case 'passport':
      return new PassportConversation(provider, parts);
    case 'openid':
      return new OpenIdConversation(provider, parts);
    case 'github':
      return new GithubConversation(provider, parts);
    default:
      return provider satisfies never;
  }
}
