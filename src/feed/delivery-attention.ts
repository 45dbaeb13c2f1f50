import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { days } from '../kernel/duration.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Database } from '../platform/database/database.ts';
import { sayIn } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { readTroubles } from './deliveries/desk-statements.ts';

/** What an app did not get. */
interface Troubles {
  appId: string;
  name: string;
  /** How many messages were given up. */
  dead: number;
  isLate: boolean;
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
    return (await this.database.run<Troubles>(readTroubles, [lateSeconds])).flatMap(itemsFor);
  }
}

function itemsFor({ appId, name: app, dead, isLate }: Troubles): AttentionItem[] {
  const path = `/staff/apps/${appId}/deliveries`;
  const givenUp = (language: Language): string =>
    sayIn(language)('attention.delivery', { app, count: dead });
  const late = (language: Language): string => sayIn(language)('attention.delivery.old', { app });
  return [
    ...(dead > 0 ? [{ says: givenUp, path }] : []),
    ...(isLate ? [{ says: late, path }] : []),
  ];
}
