import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem } from '../platform/attention/attention.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Statement } from '../platform/database/statement.ts';
import { formatCount } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import { countWaiting } from './statements/plans.ts';
import { count as countRequests } from './statements/requests.ts';

type Sentence = 'attention.approval.plans' | 'attention.approval.requests';

/** Tells those who may say yes or no how much waits for it. */
@Injectable()
export class ApprovalsAttention implements OnModuleInit {
  constructor(
    private readonly attention: Attention,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    const plans = () => this.items(countWaiting, 'attention.approval.plans');
    this.attention.register({ action: 'bulk.approve', items: plans });
    const requests = () => this.items(countRequests, 'attention.approval.requests');
    this.attention.register({ action: 'approval.give', items: requests });
  }

  private async items(counting: Statement, key: Sentence): Promise<AttentionItem[]> {
    const count = (await firstRow<{ count: number }>(this.database, counting))?.count ?? 0;
    if (count === 0) return [];
    const says: AttentionItem['says'] = (language) =>
      sayIn(language)(key, { count: formatCount(language, count) });
    return [{ says, path: '/staff/bulk' }];
  }
}
