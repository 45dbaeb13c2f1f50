import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { newToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { lockedSql, subjectSql } from './resident-sql.ts';
import type { Language } from '../words/words.ts';

/**
 * Residents: the pseudonymous hub of a person.
 *
 * Owns: resident ids, the pairwise subject each sector knows a resident by, and browser sessions.
 * Does not: hold a profile, a name or anything a provider said.
 * Hands off to: links (what a resident signs in with) and grants (what apps may see).
 */
@Injectable()
export class Residents {
  constructor(private readonly database: Database) {}

  /** Makes a resident and returns the id. */
  async create(sql: Sql, language: Language): Promise<string> {
    const id = newId();
    await sql.run(insertResident, [id, language]);
    return id;
  }

  /** Locks a resident for the rest of the transaction. False when there is no such resident. */
  async lock(sql: Sql, id: string): Promise<boolean> {
    return (await firstRow(sql, lockResident, [id])) !== null;
  }

  /** True while the resident exists. */
  async exists(id: string): Promise<boolean> {
    return (await firstRow(this.database, findResident, [id])) !== null;
  }

  /**
   * The pairwise subject of a resident in a sector (OpenID Connect Core §8.1), made at first use. A random value
   * rather than a hash, so that erasing the resident leaves nothing to compute it from.
   */
  async subjectFor(sql: Sql, residentId: string, sector: string): Promise<string> {
    const row = await firstRow<{ subject: string }>(sql, subjectOf, [
      residentId,
      sector,
      newToken(),
    ]);
    if (row) return row.subject;
    const made = await firstRow<{ subject: string }>(sql, readSubject, [residentId, sector]);
    return made?.subject ?? this.subjectFor(sql, residentId, sector);
  }

  /** The subject a sector knows the resident by; null while none of its apps has met them. */
  async subjectIn(residentId: string, sector: string): Promise<string | null> {
    const values = [residentId, sector];
    const row = await firstRow<{ subject: string }>(this.database, readSubject, values);
    return row?.subject ?? null;
  }

  /** Notes that no link is left to sign in with; the resident is purged after 30 days. */
  async markUnreachable(sql: Sql, id: string): Promise<void> {
    await sql.run(markUnreachable, [id]);
  }

  /** Deletes the resident with subjects and sessions. Links must be gone before. */
  async remove(sql: Sql, id: string): Promise<void> {
    await sql.run(deleteResident, [id]);
  }
}

const insertResident = statement(
  'residents.insert',
  'insert into civic.resident (id, language) values ($1, $2)',
);
const lockResident = statement('residents.lock', lockedSql('$1'));
const findResident = statement('residents.find', 'select id from civic.resident where id = $1');
const subjectOf = statement(
  'residents.subject',
  `with known as (
     ${subjectSql('$1', '$2')}
   ), made as (
     insert into civic.pairwise_subject (resident_id, sector, subject)
     select $1, $2, $3 where not exists (select from known)
     on conflict (resident_id, sector) do nothing
     returning subject
   )
   select subject from known union all select subject from made`,
);
const readSubject = statement('residents.read-subject', subjectSql('$1', '$2'));
const markUnreachable = statement(
  'residents.mark-unreachable',
  'update civic.resident set unreachable_since = civic.now() where id = $1',
);
const deleteResident = statement('residents.delete', 'delete from civic.resident where id = $1');
