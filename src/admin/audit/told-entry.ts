import type { AuditEntry } from '../../audit/audit-log.ts';

/** An entry of the ledger in words. */
export interface ToldEntry extends AuditEntry {
  who: string;
  what: string;
  about: readonly string[];
  reason: string | null;
  ticket: string | null;
}

export interface Choice {
  value: string;
  label: string;
}

/** What entries can be asked for by choosing it. */
export interface AuditChoices {
  staff: readonly Choice[];
  type: readonly Choice[];
  provider: readonly Choice[];
  appId: readonly Choice[];
  reason: readonly Choice[];
}
