import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Providers } from '../providers/providers.ts';
import { formatCount, formatMoment } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import { WaitingRoom } from './waiting-room.ts';
import type { WaitingSignals } from './waiting-room.ts';

/** Tells staff when a provider wants more links gone than the ceiling lets go. */
@Injectable()
export class SignalAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'provider.see';

  constructor(
    private readonly attention: Attention,
    private readonly config: Config,
    private readonly providers: Providers,
    private readonly room: WaitingRoom,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    return (await this.room.read()).map((waiting) => ({ says: this.saysOf(waiting) }));
  }

  private saysOf({ provider, signals, dueAt }: WaitingSignals): AttentionItem['says'] {
    const { timeZone } = this.config.site;
    return (language) =>
      sayIn(language)('attention.signals', {
        provider: this.providers.find(provider)?.label ?? provider,
        count: formatCount(language, signals),
        time: formatMoment(language, dueAt, timeZone),
      });
  }
}
