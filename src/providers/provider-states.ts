import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { Snapshot } from '../platform/database/snapshot.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { ProviderFacts } from './provider.ts';
import { Providers } from './providers.ts';
import * as statements from './statements/provider-states.ts';

/** `link-only`: residents can link accounts there, and use them for nothing but being seen by city services. */
export const providerModes = ['on', 'off', 'link-only'] as const;

export type ProviderMode = (typeof providerModes)[number];

/** What a trip to a provider is for: to be known by it, or only to add what it says to a record. */
export type ProviderUse = 'sign-in' | 'link';

export interface ProviderState {
  provider: ProviderFacts;
  mode: ProviderMode;
  /** The end of what the service is registered as there, to tell two registrations apart. */
  clientTail: string;
  /** When it was last switched; null when it never was. */
  changedAt: Date | null;
}

/** Switching to what it is already changes nothing and ends nothing. */
export type SwitchOutcome =
  { kind: 'switched' } | { kind: 'unchanged' } | { kind: 'no-such-provider' };

interface StateRow {
  provider: string;
  state: ProviderMode;
  changed_at: Date;
}

/**
 * Whether each provider may be used now. Links stay whatever is switched; pages learn of it within a second, and a
 * session or a link that is being made asks in its own transaction, so that none is made after the switch.
 */
@Injectable()
export class ProviderStates {
  private readonly states: Snapshot<readonly StateRow[]>;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly providers: Providers,
    private readonly revocations: Revocations,
    clock: Clock,
  ) {
    this.states = new Snapshot(clock, () => this.database.run<StateRow>(statements.list));
  }

  /** Every configured provider as it is now. */
  async list(staff: StaffMember): Promise<ProviderState[]> {
    permit(staff, 'provider.see');
    const rows = await this.database.run<StateRow>(statements.list);
    return this.providers.list().map((provider) => {
      const row = rows.find((one) => one.provider === provider.id);
      const clientTail = tailOf(this.providers.clientIdOf(provider.id));
      return { provider, clientTail, mode: row?.state ?? 'on', changedAt: row?.changed_at ?? null };
    });
  }

  /** One configured provider as it is now; null when there is none of that code. */
  async find(staff: StaffMember, id: string): Promise<ProviderState | null> {
    const states = await this.list(staff);
    return states.find(({ provider }) => provider.id === id) ?? null;
  }

  /** Whether a trip for this may begin; as it was at most a second ago. */
  async isOpen(provider: string, use: ProviderUse): Promise<boolean> {
    if (this.providers.find(provider) === null) return false;
    const rows = await this.states.current();
    return allows(rows.find((row) => row.provider === provider)?.state, use);
  }

  /** The configured providers with whether a trip for this may begin, in the order in which residents see them. */
  forUse(use: ProviderUse): Promise<(ProviderFacts & { isAvailable: boolean })[]> {
    const asked = this.providers.list().map(async (facts) => ({
      ...facts,
      isAvailable: await this.isOpen(facts.id, use),
    }));
    return Promise.all(asked);
  }

  /** The same in the caller's transaction, until whose end nobody can switch the provider. */
  async holds(sql: Sql, provider: string, use: ProviderUse): Promise<boolean> {
    const row = await firstRow<StateRow>(sql, statements.hold, [provider]);
    return allows(row?.state, use);
  }

  /**
   * Switches a provider off, on, or to linking only. Unless it goes on, one raised epoch ends every session and grant
   * that was signed in through it; whoever comes back signs in again.
   */
  async change(staff: StaffMember, provider: string, mode: ProviderMode): Promise<SwitchOutcome> {
    permit(staff, 'provider.change');
    if (this.providers.find(provider) === null) return { kind: 'no-such-provider' };
    const isSwitched = await this.database.transaction(async (sql) => {
      if ((await firstRow(sql, statements.change, [provider, mode])) === null) return false;
      if (mode !== 'on') await this.revocations.raise(sql, { rule: 'provider', id: provider });
      await this.note(sql, staff, { provider, mode });
      return true;
    });
    this.states.forget();
    return { kind: isSwitched ? 'switched' : 'unchanged' };
  }

  private async note(
    sql: Sql,
    staff: StaffMember,
    { provider, mode }: { provider: string; mode: ProviderMode },
  ): Promise<void> {
    const what = { ...byStaff(staff), provider };
    await this.ledger.record(
      sql,
      mode === 'on'
        ? { type: 'provider.resumed', ...what }
        : { type: 'provider.paused', ...what, linkOnly: mode === 'link-only' },
    );
  }
}

/** Google's client IDs all end in the same domain, which says nothing. */
function tailOf(clientId: string): string {
  return clientId.replace(/\.apps\.googleusercontent\.com$/, '').slice(-6);
}

/** A provider that was never switched is on. */
function allows(mode: ProviderMode = 'on', use: ProviderUse): boolean {
  return mode === 'on' || (mode === 'link-only' && use === 'link');
}
