/**
 * Revocations: the lattice that decides whether a session, a grant or a token is dead.
 *
 * Owns: epochs, which rules cover which subject, revoked token ids, the one read that answers "is this dead?".
 * Does not: know why something was revoked, or compare times: rules compare integers.
 * Hands off to: sessions, grants and introspection, which ask.
 */
import { Injectable } from '@nestjs/common';
import { isId } from '../kernel/ids.ts';
import { BatchedRead } from '../platform/database/batched-read.ts';
import { Database } from '../platform/database/database.ts';
import { purged } from '../platform/database/purge.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import * as statements from './statements.ts';

/** Something whose epoch can be raised, which kills every subject it covered before. */
export interface Rule {
  rule: 'issuer' | 'provider' | 'app' | 'resident' | 'link' | 'session' | 'grant';
  id: string;
}

interface Question {
  subjectId: string;
  jti: string | null;
}

const jtiShape = /^[\x21-\x7e]{1,256}$/;

@Injectable()
export class Revocations {
  private readonly reads: BatchedRead<Question, boolean>;

  constructor(private readonly database: Database) {
    this.reads = new BatchedRead((questions) => this.readMany(questions));
  }

  /**
   * Puts a subject (the id of a session or grant) under rules, at each rule's epoch of now. From then on it lives
   * until one of them is raised. A second call can only add rules: it never brings a dead subject back.
   */
  async cover(sql: Sql, subjectId: string, rules: readonly Rule[]): Promise<void> {
    const names = rules.map(({ rule }) => rule);
    const ids = rules.map(({ id }) => id);
    await sql.run(statements.cover, [subjectId, names, ids]);
  }

  /** Kills every subject that the rule covers now. Subjects covered later live. */
  async raise(sql: Sql, { rule, id }: Rule): Promise<void> {
    await sql.run(statements.raise, [rule, id]);
  }

  /** Kills one token by its `jti`; the note is kept until `expiresAt`, when the token is dead anyway. */
  async revokeToken(sql: Sql, jti: string, expiresAt: Date): Promise<void> {
    await sql.run(statements.revokeToken, [jti, expiresAt]);
  }

  /** Whether a covering rule was raised, as of some moment after the call. An unknown subject is dead. */
  isDead(subjectId: string): Promise<boolean> {
    return this.ask({ subjectId, jti: null });
  }

  /** As `isDead`, read in the caller's transaction: with the resident locked the answer holds until the commit. */
  async isDeadIn(sql: Sql, subjectId: string): Promise<boolean> {
    const row = await firstRow<{ dead: boolean }>(sql, statements.readDead, [[subjectId], [null]]);
    return row?.dead ?? true;
  }

  /** Whether the token was revoked by itself or its subject is dead, in the same one read. */
  isTokenDead({ jti, subjectId }: { jti: string; subjectId: string }): Promise<boolean> {
    return this.ask({ subjectId, jti });
  }

  /** Removes what covers a subject that no longer exists; whoever still asks hears that it is dead. */
  async forget(sql: Sql, subjectId: string): Promise<void> {
    await sql.run(statements.forget, [subjectId]);
  }

  /** Removes notes of tokens that have expired. Returns how many. */
  purgeTokens(sql: Sql): Promise<number> {
    return purged(sql, statements.purgeTokens);
  }

  /** One malformed question would fail the read for everybody in the batch, so it never gets in: it is dead. */
  private async ask(question: Question): Promise<boolean> {
    const { subjectId, jti } = question;
    if (!isId(subjectId) || (jti !== null && !jtiShape.test(jti))) return true;
    return this.reads.read(question);
  }

  private async readMany(questions: readonly Question[]): Promise<boolean[]> {
    const subjects = questions.map(({ subjectId }) => subjectId);
    const tokens = questions.map(({ jti }) => jti);
    const rows = await this.database.run<{ dead: boolean }>(statements.readDead, [
      subjects,
      tokens,
    ]);
    return rows.map((row) => row.dead);
  }
}
