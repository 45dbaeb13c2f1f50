import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { Links } from '../links/links.ts';
import type { RemovedLink } from '../links/removal.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Log } from '../platform/logging/log.ts';
import { Providers } from '../providers/providers.ts';
import { Vault } from '../vault/vault.ts';
import { FacebookPermissions } from './facebook/permissions.ts';
import * as statements from './statements/farewells.ts';

interface FarewellRow {
  id: string;
  sealed_subject: Buffer;
}

const facebook = 'facebook';
/** So many at a time; the next ones are taken once these are through. */
const atOnce = 20;

/**
 * Tells Facebook that somebody left it here, so that we are not allowed there what we do not use. It is written down,
 * sealed, with the removal of the link, for a day at most, and nobody waits for it.
 */
@Injectable()
export class Farewells {
  constructor(
    private readonly database: Database,
    private readonly links: Links,
    private readonly log: Log,
    private readonly permissions: FacebookPermissions,
    private readonly providers: Providers,
    private readonly vault: Vault,
  ) {}

  /** Notes one in the transaction of the removal. The other providers let nobody do this without a resident's token. */
  async note(sql: Sql, { provider }: RemovedLink, subject: string | null): Promise<void> {
    if (provider !== facebook || subject === null || !this.permissions.isThere) return;
    const id = newId();
    await sql.run(statements.insert, [id, provider, this.vault.seal(cell(id), subject)]);
  }

  /** Says what is due, one after the other, and returns how much Facebook has heard. */
  async sayWhatIsDue(signal?: AbortSignal): Promise<number> {
    let heard = 0;
    for (;;) {
      const rows = await this.database.run<FarewellRow>(statements.claim, [atOnce]);
      for (const row of rows) {
        const outcome = signal?.aborted ? 'unavailable' : await this.say(row);
        // Whatever was taken comes again later; there is no use in asking who does not answer.
        if (outcome === 'unavailable') return heard;
        if (outcome === 'done') heard += 1;
      }
      if (rows.length < atOnce) return heard;
    }
  }

  /** Whoever has linked the account again in the meantime has allowed it again. */
  private async say({ id, sealed_subject: sealed }: FarewellRow): Promise<string> {
    if (!this.permissions.isThere) return 'unavailable';
    const subject = this.vault.open(cell(id), sealed);
    const namespace = this.providers.namespaceOf(facebook);
    const isBack = (await this.links.ofAccount(namespace, subject)) !== null;
    const outcome = isBack ? 'done' : await this.permissions.withdraw(subject);
    if (outcome === 'done') await this.database.run(statements.remove, [id]);
    this.log.write({ event: 'farewell.said', provider: facebook, outcome });
    return outcome;
  }
}

function cell(row: string) {
  return { table: 'farewell', column: 'sealed_subject', row };
}
