import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { days } from '../kernel/duration.ts';
import { Attention } from '../platform/attention/attention.ts';
import type { AttentionItem, NeedsAttention } from '../platform/attention/attention.ts';
import { formatDate } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import { Policies } from './policies.ts';
import { PolicyDrafts } from './policy-drafts.ts';

/** So long before it staff hear that residents will be paused. */
const noticeSeconds = days(14);

/** Tells staff of a draft that waits, and of the day from which residents who have not agreed are paused. */
@Injectable()
export class PolicyAttention implements NeedsAttention, OnModuleInit {
  readonly action = 'policy.see';
  private readonly timeZone: string;

  constructor(
    private readonly attention: Attention,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly drafts: PolicyDrafts,
    private readonly policies: Policies,
  ) {
    this.timeZone = config.site.timeZone;
  }

  onModuleInit(): void {
    this.attention.register(this);
  }

  async items(): Promise<AttentionItem[]> {
    return [...(await this.waitingDraft()), ...(await this.comingPause())];
  }

  private async waitingDraft(): Promise<AttentionItem[]> {
    const since = await this.drafts.waitingSince();
    if (since === null) return [];
    const says: AttentionItem['says'] = (language) =>
      sayIn(language)('attention.policy.draft', {
        date: formatDate(language, since, this.timeZone),
      });
    return [{ says, path: '/staff/policy/draft/preview' }];
  }

  /** One that asks again and has begun, and whose time to agree is not over yet but soon. */
  private async comingPause(): Promise<AttentionItem[]> {
    const { version, since, asksAgain, isOverdue } = await this.policies.required();
    if (!asksAgain || isOverdue) return [];
    const pausesAt = new Date(since.getTime() + this.config.policy.graceSeconds * 1000);
    if (pausesAt.getTime() - this.clock.milliseconds() > noticeSeconds * 1000) return [];
    const says: AttentionItem['says'] = (language) =>
      sayIn(language)('attention.policy.pause', {
        version,
        date: formatDate(language, pausesAt, this.timeZone),
      });
    return [{ says, path: `/staff/policy/${version}` }];
  }
}
