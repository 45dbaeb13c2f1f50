import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { LookedFor, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Link } from './link.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';
import * as statements from './statements/links.ts';

/** What staff may look for. There is no way to browse. */
export type LinkQuery =
  | { by: 'resident-id'; residentId: string }
  | { by: 'provider-id'; namespace: string; subject: string }
  | { by: 'display-name'; name: string };

interface Why {
  by: LinkQuery['by'];
  lookedFor?: LookedFor;
}

/** More hits than this are not shown: staff must say more. */
const shown = 25;

export type LinkSearchOutcome = { kind: 'found'; links: Link[] } | { kind: 'too-many' };

/**
 * Finds links for staff. Every search is in the ledger, with how it searched and never what for, and so is, for each
 * resident whom it showed, that staff saw them.
 */
@Injectable()
export class LinkSearch {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly seal: LinkSeal,
  ) {}

  /** `lookedFor` is the purpose, which the residents who are found read. */
  async find(
    staff: StaffMember,
    query: LinkQuery,
    lookedFor?: LookedFor,
  ): Promise<LinkSearchOutcome> {
    permit(staff, 'record.search');
    const rows = await this.database.transaction(async (sql) => {
      const [statement, values] = this.statementFor(query);
      const found = await sql.run<LinkRow>(statement, values);
      const why = { by: query.by, ...(lookedFor && { lookedFor }) };
      const hits = found.length;
      await this.ledger.record(sql, { type: 'link.searched', ...byStaff(staff), ...why, hits });
      if (hits <= shown) await this.noteSeen(sql, staff, { why, rows: found });
      return found;
    });
    if (rows.length > shown) return { kind: 'too-many' };
    return { kind: 'found', links: rows.map((row) => this.seal.open(row)) };
  }

  private async noteSeen(
    sql: Sql,
    staff: StaffMember,
    { why, rows }: { why: Why; rows: readonly LinkRow[] },
  ): Promise<void> {
    for (const residentId of new Set(rows.map((row) => row.resident_id))) {
      await this.ledger.record(sql, {
        type: 'record.found',
        ...byStaff(staff),
        residentId,
        ...why,
      });
    }
  }

  private statementFor(query: LinkQuery) {
    switch (query.by) {
      case 'resident-id':
        return [statements.ofResident, [query.residentId]] as const;
      case 'provider-id': {
        const index = this.seal.subjectIndex(query.namespace, query.subject);
        return [statements.byAccount, [query.namespace, index]] as const;
      }
      case 'display-name':
        return [statements.byName, [this.seal.nameIndex(query.name)]] as const;
      default:
        return query satisfies never;
    }
  }
}
