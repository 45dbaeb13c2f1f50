import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { minutes } from '../kernel/duration.ts';
import { isId } from '../kernel/ids.ts';
import { fingerprint } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Vault } from '../vault/vault.ts';
import * as statements from './statements/flows.ts';

/** For so long the same answer is given again. */
const repeatedSeconds = minutes(1);

/** Who said yes: of which trip, and in which browser. */
export interface SaidBy {
  flowId: string;
  browserSecret: string;
}

/** What a yes came to: the link, and the secret of the session that was opened with it. */
interface MadeTrue {
  linkId: string;
  token: string;
}

export interface Answer extends MadeTrue {
  /** The request of the city app that the resident goes back to. */
  requestId: string | null;
}

interface AnswerRow {
  sealed: Buffer;
  requestId: string | null;
}

/**
 * Of two presses on "Save" a browser waits for the answer to the second alone, and the new session comes with the first.
 * So the answer is kept for a minute, sealed under a key that exists only in that browser's cookie, and given again.
 */
@Injectable()
export class KeptAnswers {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Keeps an answer in the transaction that makes it true. */
  async keep(sql: Sql, { flowId, browserSecret }: SaidBy, answer: MadeTrue): Promise<void> {
    const text = JSON.stringify({ ...answer, at: this.clock.seconds() });
    const sealed = this.vault.sealUnder(browserSecret, cell(flowId), text);
    await sql.run(statements.keepAnswer, [flowId, sealed]);
  }

  /** The answer that this browser was given a moment ago; null where there was none. */
  async find({ flowId, browserSecret }: SaidBy): Promise<Answer | null> {
    if (!isId(flowId)) return null;
    const values = [flowId, fingerprint(browserSecret)];
    const row = await firstRow<AnswerRow>(this.database, statements.findAnswer, values);
    const text = row && this.vault.openUnder(browserSecret, cell(flowId), row.sealed);
    if (!text) return null;
    const { at, ...answer } = JSON.parse(text) as MadeTrue & { at: number };
    if (this.clock.seconds() - at > repeatedSeconds) return null;
    return { ...answer, requestId: row.requestId };
  }
}

function cell(row: string) {
  return { table: 'flow', column: 'sealed_answer', row };
}
