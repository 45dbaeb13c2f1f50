/**
 * Support: how staff come to open a resident's record.
 *
 * Owns: the codes residents make for the help desk, the purposes without one, what staff see of a record.
 * Does not: hide an opening from the resident, let staff browse, or change anything.
 * Hands off to: ledger (every opening), links, grants and residents (what the record says).
 */
import { Injectable } from '@nestjs/common';
import { crockford, readCode } from '../kernel/confirmation-code.ts';
import { minutes } from '../kernel/duration.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { Vault } from '../vault/vault.ts';

/** How many minutes a code is good for: as long as a call to the help desk. */
export const codeMinutes = 15;

/** Forty random bits: enough against guessing in that time at the rate staff may try, and short enough to say. */
const codeLength = 8;

const put = statement(
  'support-codes.put',
  `insert into civic.support_code (resident_id, code_hash, expires_at)
   values ($1, $2, civic.now() + make_interval(secs => $3))
   on conflict (resident_id) do update set code_hash = excluded.code_hash,
     created_at = excluded.created_at, expires_at = excluded.expires_at`,
);

const cancel = statement(
  'support-codes.cancel',
  'delete from civic.support_code where resident_id = $1',
);

const live = statement(
  'support-codes.live',
  'select 1 from civic.support_code where resident_id = $1 and expires_at > civic.now()',
);

const holder = statement(
  'support-codes.holder',
  `select resident_id as "residentId" from civic.support_code
   where code_hash = $1 and expires_at > civic.now()`,
);

@Injectable()
export class SupportCodes {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly sessions: Sessions,
    private readonly vault: Vault,
  ) {}

  /** Makes a code in the place of the one before. It is returned and kept nowhere; null when the session has ended. */
  make(session: Session): Promise<string | null> {
    const { residentId } = session;
    const code = crockford(codeLength);
    return this.database.transaction(async (sql) => {
      const isThere = await this.residents.lock(sql, residentId);
      if (!isThere || !(await this.sessions.lock(sql, session))) return null;
      await sql.run(put, [residentId, this.indexOf(code), minutes(codeMinutes)]);
      const actor = { kind: 'resident', id: residentId } as const;
      await this.ledger.record(sql, { type: 'support-code.made', actor, residentId });
      return code;
    });
  }

  /** Ends a resident's code at once. */
  async cancel(residentId: string, sql: Sql = this.database): Promise<void> {
    await sql.run(cancel, [residentId]);
  }

  /** Whether a resident has a code that works now. */
  async hasLive(residentId: string): Promise<boolean> {
    return (await firstRow(this.database, live, [residentId])) !== null;
  }

  /** Whose a code is, however it was typed; null for a wrong one and for one that has expired. */
  async holderOf(sql: Sql, typed: string): Promise<string | null> {
    const code = readCode(typed, codeLength);
    if (code === null) return null;
    const row = await firstRow<{ residentId: string }>(sql, holder, [this.indexOf(code)]);
    return row?.residentId ?? null;
  }

  /** Under a key, since all codes of forty bits could be hashed in no time by whoever has the database. */
  private indexOf(code: string): Buffer {
    return this.vault.blindIndex('support-code', code);
  }
}
