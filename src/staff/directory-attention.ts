import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { say } from '../words/words.ts';
import { differing } from './statements/accounts.ts';

/** Tells staff that the city's identity provider took the last operator's role away, which could not be done. */
@Injectable()
export class DirectoryAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'staff.see';

  constructor(
    private readonly attention: Attention,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    const row = await firstRow<{ people: number }>(this.database, differing, []);
    if (row === null || row.people === 0) return [];
    return [
      { says: (language) => say(language, 'attention.directory.operator'), path: '/staff/people' },
    ];
  }
}
