import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { days, hours } from '../kernel/duration.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { formatMoment } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import { readChange } from './ring/statements.ts';

/** Staff hear of a change so long before it, in case some city service keeps old keys. */
const noticeSeconds = days(7);
/** A change that is later than this did not happen by itself. */
const lateSeconds = hours(1);

/** Tells staff when the signing keys are about to change, and when they should have and did not. */
@Injectable()
export class KeyAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'key.see';

  constructor(
    private readonly attention: Attention,
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    const { rotateAfterSeconds } = this.config.keys;
    const values = [rotateAfterSeconds, noticeSeconds, lateSeconds];
    const change = await firstRow<{ dueAt: Date; isLate: boolean }>(
      this.database,
      readChange,
      values,
    );
    if (change === null) return [];
    const key = change.isLate ? 'attention.key.late' : 'attention.key.due';
    const { timeZone } = this.config.site;
    return [
      {
        says: (language) =>
          sayIn(language)(key, { time: formatMoment(language, change.dueAt, timeZone) }),
        path: '/staff/keys',
      },
    ];
  }
}
