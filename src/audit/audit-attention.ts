import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { formatCount } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import { ChainChecks } from './chain-checks.ts';
import { longestWait, SealState } from './seal-state.ts';

const path = '/staff/audit/chain';

/** Tells staff of entries that nobody seals, and of a check that found something wrong. */
@Injectable()
export class AuditAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'audit.see';

  constructor(
    private readonly attention: Attention,
    private readonly checks: ChainChecks,
    private readonly state: SealState,
  ) {}

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    return [...(await this.failed()), ...(await this.late())];
  }

  private async failed(): Promise<AttentionItem[]> {
    const failure = await this.checks.failure();
    if (failure === null) return [];
    const { number } = failure.event;
    const says: AttentionItem['says'] = (language) =>
      sayIn(language)('attention.audit.failed', { number: String(number) });
    return [{ says, path }];
  }

  private async late(): Promise<AttentionItem[]> {
    const { waiting, lateSeconds } = await this.state.read();
    if (lateSeconds <= longestWait) return [];
    const says: AttentionItem['says'] = (language) =>
      sayIn(language)('attention.audit.late', { count: formatCount(language, waiting) });
    return [{ says, path }];
  }
}
