import { Injectable } from '@nestjs/common';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import type { Link } from './link.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';
import * as statements from './statements/links.ts';

/** What staff may look for. There is no way to browse. */
export type LinkQuery =
  | { by: 'resident-id'; residentId: string }
  | { by: 'provider-id'; namespace: string; subject: string }
  | { by: 'display-name'; name: string };

/** More hits than this are not shown: staff must say more. */
const shown = 25;

export type LinkSearchOutcome = { kind: 'found'; links: Link[] } | { kind: 'too-many' };

/** Finds links for staff. Every search is in the ledger, with how it searched and never what for. */
@Injectable()
export class LinkSearch {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly seal: LinkSeal,
  ) {}

  async find(actor: Actor, query: LinkQuery): Promise<LinkSearchOutcome> {
    const rows = await this.database.transaction(async (sql) => {
      const [statement, values] = this.statementFor(query);
      const found = await sql.run<LinkRow>(statement, values);
      await this.ledger.record(sql, {
        type: 'link.searched',
        actor,
        by: query.by,
        hits: found.length,
      });
      return found;
    });
    if (rows.length > shown) return { kind: 'too-many' };
    return { kind: 'found', links: rows.map((row) => this.seal.open(row)) };
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
