import { Injectable } from '@nestjs/common';
import { showsAccounts } from '../../apps/scopes.ts';
import { Consents } from '../../grants/consents.ts';
import { GrantReads } from '../../grants/grant-reads.ts';
import { Links } from '../../links/links.ts';
import { linkedAccounts } from '../claims.ts';
import type { AccessTokenClaims, LinkedAccount } from '../claims.ts';
import { scopesOf } from './access-tokens.ts';

/** What a token lets its bearer see of a resident, read from links and consent as they are at this moment. */
export interface Disclosed {
  linked_accounts?: LinkedAccount[];
}

/** Looks up what is never inside a token, so that nothing outlives its removal there. */
@Injectable()
export class Disclosure {
  constructor(
    private readonly consents: Consents,
    private readonly grants: GrantReads,
    private readonly links: Links,
  ) {}

  /** True when there is anything to look up for a token. */
  isDue(token: AccessTokenClaims): boolean {
    return showsAccounts(scopesOf(token));
  }

  /** The links the resident chose to show this app, with what the scopes name; nothing without a scope. */
  async of(token: AccessTokenClaims): Promise<Disclosed> {
    if (!this.isDue(token)) return {};
    const residentId = (await this.grants.find(token.sid))?.residentId ?? null;
    if (residentId === null) return {};
    const [consent, links] = await Promise.all([
      this.consents.find(residentId, token.client_id),
      this.links.ofResident(residentId),
    ]);
    const shown = links.filter(({ id }) => consent?.links.includes(id));
    return { linked_accounts: linkedAccounts(shown, scopesOf(token)) };
  }
}
