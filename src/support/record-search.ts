import { Injectable } from '@nestjs/common';
import { isId } from '../kernel/ids.ts';
import { readCode } from '../kernel/confirmation-code.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { LookedFor, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { LinkSearch } from '../links/link-search.ts';
import type { LinkQuery } from '../links/link-search.ts';
import type { Link } from '../links/link.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { HelpCodes } from '../platform/http/help-codes.ts';
import type { Trouble } from '../platform/http/help-codes.ts';
import { Providers } from '../providers/providers.ts';
import type { OpenedRecord } from './opened-record.ts';
import { SupportAccess } from './support-access.ts';

/** A resident among the hits: enough to choose one, and no more. */
export interface FoundRecord {
  residentId: string;
  /** Each name that was kept, once. */
  names: readonly string[];
  /** The codes of the providers, each once. */
  providers: readonly string[];
  lastUsedAt: Date;
}

/** `opened` when what was typed is a code that the resident made for the help desk. */
export type Finding =
  | { kind: 'found'; records: readonly FoundRecord[] }
  | { kind: 'too-many' }
  | { kind: 'opened'; record: OpenedRecord }
  /** What the holder of a help code saw; null for a code that nobody saw. */
  | { kind: 'trouble'; trouble: Trouble | null };

/** How many letters a help code has. */
const helpCodeLength = 12;

/** What staff typed, and why they look. */
export interface Search {
  text: string;
  lookedFor: LookedFor;
}

/**
 * Finds residents by what staff have in hand: a record ID, a code of the resident's, a user ID at a provider, or the
 * exact display name. What is most exact comes first, and the first way that finds somebody is the last one tried.
 */
@Injectable()
export class RecordSearch {
  constructor(
    private readonly access: SupportAccess,
    private readonly database: Database,
    private readonly helpCodes: HelpCodes,
    private readonly ledger: Ledger,
    private readonly links: LinkSearch,
    private readonly providers: Providers,
  ) {}

  /** Every way that was tried is in the ledger with its purpose; throws `rate-limited` after too many codes. */
  async find(staff: StaffMember, { text, lookedFor }: Search): Promise<Finding> {
    permit(staff, 'record.search');
    const code = readCode(text, helpCodeLength);
    if (code !== null && !isUserId(text)) {
      return { kind: 'trouble', trouble: await this.trouble(staff, code, lookedFor) };
    }
    if (isSupportCode(text)) {
      const opening = await this.access.openWithCode(staff, text);
      if (opening.kind === 'opened') return opening;
    }
    for (const query of this.queriesFor(text)) {
      const outcome = await this.links.find(staff, query, lookedFor);
      if (outcome.kind === 'too-many') return outcome;
      if (outcome.links.length > 0) return { kind: 'found', records: recordsOf(outcome.links) };
    }
    return { kind: 'found', records: [] };
  }

  /** Who was signed in reads that staff found them by the code. */
  private async trouble(
    staff: StaffMember,
    code: string,
    lookedFor: LookedFor,
  ): Promise<Trouble | null> {
    const trouble = await this.helpCodes.find(code);
    const residentId = trouble?.residentId ?? null;
    const why = { by: 'help-code', lookedFor } as const;
    await this.database.transaction(async (sql) => {
      const hits = trouble === null ? 0 : 1;
      await this.ledger.record(sql, { type: 'link.searched', ...byStaff(staff), ...why, hits });
      if (residentId === null) return;
      await this.ledger.record(sql, {
        type: 'record.found',
        ...byStaff(staff),
        residentId,
        ...why,
      });
    });
    return trouble;
  }

  private queriesFor(text: string): LinkQuery[] {
    if (isId(text.toLowerCase())) return [{ by: 'resident-id', residentId: text.toLowerCase() }];
    const namespaces = this.providers.list().map(({ id }) => this.providers.namespaceOf(id));
    return [
      ...namespaces.map((namespace) => ({ by: 'provider-id', namespace, subject: text }) as const),
      { by: 'display-name', name: text },
    ];
  }
}

/** A code that is digits alone is one in a million; a user ID is so always. Written with dashes it is a code. */
const isUserId = (text: string): boolean => /^\d+$/.test(text);

/** As the page of the code shows it; a name of eight letters is no code. */
function isSupportCode(text: string): boolean {
  return /^[\dA-Za-z]{4}[- ]?[\dA-Za-z]{4}$/.test(text) && /[-\d]/.test(text);
}

function recordsOf(links: readonly Link[]): FoundRecord[] {
  const byResident = Map.groupBy(links, ({ residentId }) => residentId);
  return [...byResident].map(([residentId, own]) => ({
    residentId,
    names: [...new Set(own.flatMap(({ displayName }) => displayName ?? []))],
    providers: [...new Set(own.map(({ provider }) => provider))],
    lastUsedAt: new Date(Math.max(...own.map(({ lastUsedAt }) => lastUsedAt.getTime()))),
  }));
}
