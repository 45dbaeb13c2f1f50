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

  /**
   * Says what is due, one after the other, and returns how much Facebook has heard. What cannot be opened keeps nothing
   * behind it waiting: it comes again later like the rest, in case its key comes back.
   */
  async sayWhatIsDue(signal?: AbortSignal): Promise<number> {
    const said = { heard: 0, lost: 0 };
    let rows: FarewellRow[];
    do {
      rows = await this.database.run<FarewellRow>(statements.claim, [atOnce]);
    } while ((await this.sayAll(rows, said, signal)) && rows.length === atOnce);
    const { heard, lost } = said;
    if (lost > 0) this.log.write({ event: 'sealed.lost', table: 'farewell', rows: lost });
    return heard;
  }

  /** False when Facebook does not answer: whatever was taken comes again later, and there is no use in asking on. */
  private async sayAll(
    rows: readonly FarewellRow[],
    said: { heard: number; lost: number },
    signal?: AbortSignal,
  ): Promise<boolean> {
    for (const { id, sealed_subject: sealed } of rows) {
      const subject = this.vault.openUnlessLost(cell(id), sealed);
      if (subject === null) {
        said.lost += 1;
        continue;
      }
      const outcome = signal?.aborted ? 'unavailable' : await this.say(id, subject);
      if (outcome === 'unavailable') return false;
      if (outcome === 'done') said.heard += 1;
    }
    return true;
  }

  /** Whoever has linked the account again in the meantime has allowed it again. */
  private async say(id: string, subject: string): Promise<string> {
    if (!this.permissions.isThere) return 'unavailable';
    const namespace = this.providers.namespaceOf(facebook);
    const isBack = await this.links.isLinked({ namespace, subject });
    const outcome = isBack ? 'done' : await this.permissions.withdraw(subject);
    if (outcome === 'done') await this.database.run(statements.remove, [id]);
    this.log.write({ event: 'farewell.said', provider: facebook, outcome });
    return outcome;
  }
}

function cell(row: string) {
  return { table: 'farewell', column: 'sealed_subject', row };
}
