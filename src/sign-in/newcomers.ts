import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Links } from '../links/links.ts';
import type { LinkOutcome, NewLink } from '../links/link.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import type { Language } from '../words/words.ts';

/** How a first account was taken in: a resident with one link, or nobody. */
export type Welcome =
  { kind: 'linked'; residentId: string; linkId: string } | Exclude<LinkOutcome, { kind: 'linked' }>;

/** Makes residents out of people who come for the first time. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly ledger: Ledger,
    private readonly links: Links,
    private readonly residents: Residents,
  ) {}

  /** A resident exists only from this moment on; if the account turns out to be taken, there never was one. */
  async welcome(sql: Sql, language: Language, link: Omit<NewLink, 'residentId'>): Promise<Welcome> {
    const residentId = await this.residents.create(sql, language);
    const made = await this.links.make(sql, { ...link, residentId });
    if (made.kind !== 'linked') {
      await this.residents.remove(sql, residentId);
      return made;
    }
    const actor = { kind: 'resident', id: residentId } as const;
    await this.ledger.record(sql, { type: 'resident.created', actor, residentId });
    return { kind: 'linked', residentId, linkId: made.linkId };
  }
}
