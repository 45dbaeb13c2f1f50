import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import type { ProviderTrial } from './provider.ts';
import { Providers } from './providers.ts';

/** A trial of a provider, and when it was. */
export interface TrialResult {
  outcome: ProviderTrial;
  at: Date;
}

/** A process asks a provider once in this time, however many people want to know. */
const pauseMilliseconds = 10_000;

/**
 * Trials of providers for staff: the call that each sign-in makes, with a code that nobody was given, within the same
 * limits. It shows that the provider can be reached, answers in time and knows the service, and nothing else.
 */
@Injectable()
export class ProviderTrials {
  private readonly latest = new Map<string, { begunAt: number; result: Promise<TrialResult> }>();

  constructor(
    private readonly clock: Clock,
    private readonly providers: Providers,
  ) {}

  /** Tries a provider out, or says how it went a few seconds ago; null when there is no such provider. */
  async run(staff: StaffMember, provider: string): Promise<TrialResult | null> {
    permit(staff, 'provider.see');
    if (this.providers.find(provider) === null) return null;
    const now = this.clock.milliseconds();
    const known = this.latest.get(provider);
    if (known !== undefined && now - known.begunAt < pauseMilliseconds) return known.result;
    const result = this.begin(provider, new Date(now));
    this.latest.set(provider, { begunAt: now, result });
    return result;
  }

  private async begin(provider: string, at: Date): Promise<TrialResult> {
    return { outcome: await this.providers.tryOut(provider), at };
  }
}
