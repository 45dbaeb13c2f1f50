import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { days } from '../kernel/duration.ts';
import { LedgerCounts } from '../ledger/ledger-counts.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { formatCount } from '../words/format.ts';
import { sayIn } from '../words/words.ts';

/** So long staff are told of it. */
const recentSeconds = days(7);

/** Tells staff that residents said of something that it was not them: how often, and not who. */
@Injectable()
export class DisavowalAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'dashboard.see';

  constructor(
    private readonly attention: Attention,
    private readonly clock: Clock,
    private readonly ledger: LedgerCounts,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    const from = new Date(this.clock.milliseconds() - recentSeconds * 1000);
    const count = await this.ledger.disavowals(from);
    if (count === 0) return [];
    const says: AttentionItem['says'] = (language) =>
      sayIn(language)('attention.disavowed', { count: formatCount(language, count) });
    // Who they were is for those who may read the log.
    const path = `/staff/audit?type=activity.disavowed&from=${from.toISOString().slice(0, 10)}`;
    return [{ says, path, pathFor: 'audit.see' }];
  }
}
