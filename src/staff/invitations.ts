import { Injectable } from '@nestjs/common';
import { fingerprint, isToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Person } from './person.ts';
import { invitationSeconds } from './staff-limits.ts';
import * as statements from './statements/invitations.ts';

/** Links that let one person enrol one passkey, once, within a quarter of an hour. */
@Injectable()
export class Invitations {
  constructor(private readonly database: Database) {}

  /** Makes the link good, in the place of an earlier one. */
  async put(sql: Sql, personId: string, token: string): Promise<void> {
    await sql.run(statements.put, [fingerprint(token), personId, invitationSeconds]);
  }

  /** Whom a link is for; null for one that is wrong, used or too old. Looking does not use it. */
  async holderOf(token: string): Promise<Person | null> {
    if (!isToken(token)) return null;
    return firstRow<Person>(this.database, statements.find, [fingerprint(token)]);
  }

  /** Uses a link up, and returns whose it was; null when somebody was quicker or it is no good. */
  async take(sql: Sql, token: string): Promise<string | null> {
    if (!isToken(token)) return null;
    const row = await firstRow<{ personId: string }>(sql, statements.take, [fingerprint(token)]);
    return row?.personId ?? null;
  }

  async cancel(sql: Sql, personId: string): Promise<void> {
    await sql.run(statements.cancel, [personId]);
  }
}
