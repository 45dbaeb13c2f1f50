import { Injectable } from '@nestjs/common';
import { Tallies } from '../platform/tallies/tallies.ts';
import type { CallbackShape } from '../providers/callback-shape.ts';
import { ProviderStates } from '../providers/provider-states.ts';
import type { ProviderOutcome } from '../providers/provider.ts';
import { Providers } from '../providers/providers.ts';
import type { ConsumedFlow } from './flow.ts';
import { useOf } from './purpose.ts';

/** What a callback brought that the provider is to be asked about. */
type Callback = Pick<Extract<CallbackShape, { kind: 'code' }>, 'code' | 'iss'>;

/** Exchanges the code of a trip that came back, while the provider is on, and counts how trips end. */
@Injectable()
export class Exchanges {
  constructor(
    private readonly providers: Providers,
    private readonly states: ProviderStates,
    private readonly tallies: Tallies,
  ) {}

  /** What the provider answers; null when staff have switched it off in the meantime. */
  async finish(flow: ConsumedFlow, callback: Callback): Promise<ProviderOutcome | null> {
    if (!(await this.states.isOpen(flow.provider, useOf(flow.purpose)))) return null;
    const { provider, purpose, verifier, age } = flow;
    const returned = purpose.kind === 'prove' ? { ...callback, provedWithin: age } : callback;
    const outcome = await this.providers.finish(provider, returned, verifier);
    this.count(flow, outcome.kind === 'identity' ? 'worked' : 'failed');
    return outcome;
  }

  /** Counts a trip that ended. */
  count({ provider }: ConsumedFlow, ending: 'worked' | 'declined' | 'failed'): void {
    this.tallies.add('sign-in', provider, ending);
  }
}
