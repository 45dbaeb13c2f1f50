/**
 * Revocations: the lattice that decides whether a session, a grant or a token is dead.
 *
 * Owns: epochs and pauses, which rules cover which subject, revoked token ids, the one read that answers "is this dead?",
 * and the numbered list of what was revoked lately.
 * Does not: know why something was revoked, or compare times: rules compare integers.
 * Hands off to: sessions, grants and introspection, which ask; feed, which signs the list and hands it out.
 */
import { Injectable } from '@nestjs/common';
import { isId } from '../kernel/ids.ts';
import { BatchedRead } from '../platform/database/batched-read.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import * as statements from './statements.ts';

/** Something whose epoch can be raised, which kills every subject it covered before. */
export interface Rule {
  rule: 'issuer' | 'provider' | 'app' | 'resident' | 'link' | 'session' | 'grant';
  id: string;
}

/** Something that lets whatever it covers rest, and live again: the policy's grace is over, or staff hold a record. */
export interface PausingRule {
  rule: 'policy' | 'hold';
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
  async cover(sql: Sql, subjectId: string, rules: readonly (Rule | PausingRule)[]): Promise<void> {
    const names = rules.map(({ rule }) => rule);
    const ids = rules.map(({ id }) => id);
    await sql.run(statements.cover, [subjectId, names, ids]);
  }

  /** Kills every subject that the rule covers now. Subjects covered later live. */
  async raise(sql: Sql, { rule, id }: Rule): Promise<void> {
    await sql.run(statements.raise, [rule, id]);
  }

  /** Every subject that the rule covers, now or later, is dead until `resume`. False when it is so already. */
  async pause(sql: Sql, { rule, id }: PausingRule): Promise<boolean> {
    return (await firstRow(sql, statements.pause, [rule, id])) !== null;
  }

  /** What nothing else has killed lives again. False when there was no pause. */
  async resume(sql: Sql, { rule, id }: PausingRule): Promise<boolean> {
    return (await firstRow(sql, statements.resume, [rule, id])) !== null;
  }

  /** Whether what the rule covers rests now. */
  async isPaused({ rule, id }: PausingRule): Promise<boolean> {
    return (await firstRow(this.database, statements.isPaused, [rule, id])) !== null;
  }

  /** Kills one token by its `jti`; the note is kept until `expiresAt`, when the token is dead anyway. */
  async revokeToken(sql: Sql, jti: string, expiresAt: Date): Promise<void> {
    await sql.run(statements.revokeToken, [jti, expiresAt]);
  }

  /** Whether a covering rule was raised, as of some moment after the call. An unknown subject is dead. */
  isDead(subjectId: string): Promise<boolean> {
    return this.ask({ subjectId, jti: null });
  }

  /**
   * Whether a subject is dead for good, and does not only rest. Read in the caller's transaction: with the resident
   * locked the answer holds until the commit.
   */
  async hasEnded(sql: Sql, subjectId: string): Promise<boolean> {
    const row = await firstRow<{ ended: boolean }>(sql, statements.readEnded, [subjectId]);
    return row?.ended ?? true;
  }

  /** Whether the token was revoked by itself or its subject is dead, in the same one read. */
  isTokenDead({ jti, subjectId }: { jti: string; subjectId: string }): Promise<boolean> {
    return this.ask({ subjectId, jti });
  }

  /**
   * Removes the epochs that carry the id of a resident who was erased in this transaction. Their sessions and grants
   * are gone, and what covered them too, so that they are dead; the resident was locked, so none is made meanwhile.
   */
  async forgetResident(sql: Sql, residentId: string): Promise<void> {
    await sql.run(statements.forgetResident, [residentId]);
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
