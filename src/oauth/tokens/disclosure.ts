import { Injectable } from '@nestjs/common';
import { Grants } from '../../grants/grants.ts';
import { Links } from '../../links/links.ts';
import { Database } from '../../platform/database/database.ts';
import { linkedAccounts } from '../claims.ts';
import type { AccessTokenClaims, LinkedAccount } from '../claims.ts';
import { hasScope } from './access-tokens.ts';

/** What a token lets its bearer see of a resident, read from the links as they are at this moment. */
export interface Disclosed {
  linked_accounts?: LinkedAccount[];
}

/** Looks up what is never inside a token, so that nothing outlives its removal there. */
@Injectable()
export class Disclosure {
  constructor(
    private readonly database: Database,
    private readonly grants: Grants,
    private readonly links: Links,
  ) {}

  /** Nothing at all without the scope. */
  async of(token: AccessTokenClaims): Promise<Disclosed> {
    if (!hasScope(token, 'linked_accounts')) return {};
    const residentId = (await this.grants.find(this.database, token.sid))?.residentId ?? null;
    if (residentId === null) return {};
    return { linked_accounts: linkedAccounts(await this.links.ofResident(residentId)) };
  }
}
