import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { hours } from '../kernel/duration.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Tallies } from '../platform/tallies/tallies.ts';
import { Providers } from '../providers/providers.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { formatCount } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import { outcomesByHour } from './counting/sort-out.ts';
import type { OutcomeHour } from './counting/sort-out.ts';

/** The hours that are looked at. The one that has just begun says little by itself. */
const recentSeconds = hours(2);
/** Fewer failures than this can be anybody's bad luck. */
const fewest = 5;

/** Tells staff of a provider with which more than a quarter of the sign-ins fail. */
@Injectable()
export class ProviderAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'provider.see';

  constructor(
    private readonly attention: Attention,
    private readonly clock: Clock,
    private readonly providers: Providers,
    private readonly tallies: Tallies,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    const now = this.clock.milliseconds();
    const span = { from: new Date(now - recentSeconds * 1000), to: new Date(now + 1) };
    const outcomes = outcomesByHour(await this.tallies.read('sign-in', span));
    return this.providers.list().flatMap((provider) => itemOf(provider, outcomes));
  }
}

function itemOf({ id, label }: ProviderFacts, outcomes: readonly OutcomeHour[]): AttentionItem[] {
  const own = outcomes.filter(({ provider }) => provider === id);
  const failed = own.reduce((sum, one) => sum + one.failed, 0);
  const all = own.reduce((sum, one) => sum + one.failed + one.worked + one.declined, 0);
  if (failed < fewest || failed * 4 <= all) return [];
  const says: AttentionItem['says'] = (language) =>
    sayIn(language)('attention.provider', {
      provider: label,
      failed: formatCount(language, failed),
      all: formatCount(language, all),
    });
  return [{ says, path: '/staff/providers' }];
}
