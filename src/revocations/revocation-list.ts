import { Injectable } from '@nestjs/common';
import { longestAccessSeconds } from '../config/settings.ts';
import { minutes } from '../kernel/duration.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { EpochMarks } from './epoch-marks.ts';
import { addBatch, lockList, mostNotices, readAfter, takeNotices } from './list/statements.ts';

/** Ids of tokens, of grants, and marks of epochs; a token is dead that carries one of them. */
export interface Revoked {
  revoked: readonly string[];
  /** Grants that rest, until they are in `resumed`. */
  paused: readonly string[];
  resumed: readonly string[];
}

/** A numbered part of the list. It follows the one numbered `from`; without anything before it `from` is zero. */
export interface ListPart extends Revoked {
  line: string;
  from: number;
  seq: number;
}

/** A part as it is kept: signed once for everybody. */
export interface SignedPart extends Revoked {
  seq: number;
  madeAt: Date;
  signed: string;
}

/** The list as of one moment. While something waits for a number it is not complete. */
export interface ListReading {
  line: string;
  seq: number;
  waits: boolean;
  parts: readonly SignedPart[];
}

type Notice = { kind: 'grant' | 'token' | 'epoch' | 'paused' | 'resumed'; key: string };
type Head = { line: string; seq: string };
type Row = Head & { waits: boolean; number: string | null } & Omit<SignedPart, 'seq'>;

/**
 * How many seconds a part of the list matters: as long as any token can live, whatever the setting was when it was made,
 * and two minutes for clocks that differ.
 */
export const listSeconds = longestAccessSeconds + minutes(2);

/**
 * What has been revoked lately, in numbered parts, for verifiers that look at tokens without asking. Every revocation
 * leaves a notice in its own transaction; here notices get their number, one part after the other.
 */
@Injectable()
export class RevocationList {
  constructor(
    private readonly database: Database,
    private readonly marks: EpochMarks,
  ) {}

  /**
   * Numbers what waits. Of several processes that want to, one does it after the other. Returns whether something may be
   * left; otherwise everything has its number that was committed before the call.
   */
  number(sign: (part: ListPart) => Promise<string>): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const { line, seq } = await this.lock(sql);
      const notices = await sql.run<Notice>(takeNotices);
      if (notices.length === 0) return false;
      const part = { line, from: seq, seq: seq + 1, ...this.sorted(notices) };
      const { revoked, paused, resumed } = part;
      await sql.run(addBatch, [part.seq, revoked, paused, resumed, await sign(part)]);
      return notices.length === mostNotices;
    });
  }

  /** Where the list stands, with its parts after a number. */
  async after(seq: number): Promise<ListReading> {
    const rows = await this.database.run<Row>(readAfter, [seq, listSeconds]);
    const [head] = rows;
    if (head === undefined) throw new Error('The revocation list has lost its head.');
    const parts = rows.flatMap(({ number, madeAt, revoked, paused, resumed, signed }) =>
      number === null ? [] : [{ seq: Number(number), madeAt, revoked, paused, resumed, signed }],
    );
    return { line: head.line, seq: Number(head.seq), waits: head.waits, parts };
  }

  private async lock(sql: Sql): Promise<{ line: string; seq: number }> {
    const head = await firstRow<Head>(sql, lockList);
    if (head === null) throw new Error('The revocation list has lost its head.');
    return { line: head.line, seq: Number(head.seq) };
  }

  /** Of a pause and its end in one part the later one counts. */
  private sorted(notices: readonly Notice[]): Revoked {
    const revoked = new Set<string>();
    const resting = new Map<string, 'paused' | 'resumed'>();
    for (const { kind, key } of notices) {
      if (kind === 'paused' || kind === 'resumed') resting.set(key, kind);
      else revoked.add(kind === 'epoch' ? this.marks.of(key) : key);
    }
    const those = (wanted: string): string[] =>
      [...resting].flatMap(([key, kind]) => (kind === wanted ? [key] : []));
    return { revoked: [...revoked], paused: those('paused'), resumed: those('resumed') };
  }
}
