import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { sayIn } from '../words/words.ts';
import { countDead } from './deliveries/desk-statements.ts';

/** Tells staff that city services did not get what they should hear. */
@Injectable()
export class DeliveryAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'delivery.see';

  constructor(
    private readonly attention: Attention,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    const count = (await firstRow<{ dead: number }>(this.database, countDead))?.dead ?? 0;
    if (count === 0) return [];
    return [{ says: (language) => sayIn(language)('attention.delivery', { count }) }];
  }
}
