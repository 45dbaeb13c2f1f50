import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { days } from '../kernel/duration.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { sayIn } from '../words/words.ts';
import { countTroubles } from './deliveries/desk-statements.ts';

interface Troubles {
  dead: number;
  late: number;
}

/** Whose messages wait for longer than this is not only away for a moment. */
const lateSeconds = days(1);

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
    const row = await firstRow<Troubles>(this.database, countTroubles, [lateSeconds]);
    const { dead = 0, late = 0 } = row ?? {};
    return [...item('attention.delivery', dead), ...item('attention.delivery.old', late)];
  }
}

function item(
  word: 'attention.delivery' | 'attention.delivery.old',
  count: number,
): AttentionItem[] {
  if (count === 0) return [];
  return [{ says: (language) => sayIn(language)(word, { count }) }];
}
