/**
 * Audit: the proof that nobody changed what the ledger says.
 *
 * Owns: sealing entries in a chain of hashes, signing checkpoints of it, verifying both, the staff's view of the ledger,
 * exporting it, and removing what had its time.
 * Does not: record what others do, change an entry, or show who a resident is.
 * Hands off to: the ledger, which owns the entries; the signing keys; the console, the API and the terminal.
 */
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { afterEntry, beginning } from './chain.ts';
import type { ChainEnd } from './chain.ts';
import * as statements from './statements/sealing.ts';

interface WaitingRow {
  id: string;
  text: string;
  head_seq: string | null;
  head_hash: string | null;
}

/** Gives entries their dense numbers and their hashes, in the order in which they became final. */
@Injectable()
export class Sealer {
  constructor(private readonly database: Database) {}

  /** Seals everything that is final, unless another process is at it, and returns how much it was. */
  async seal(): Promise<number> {
    let [total, isFull] = [0, true];
    while (isFull) {
      const sealed = await this.sealSome();
      total += sealed;
      isFull = sealed === statements.batchLength;
    }
    return total;
  }

  /** All of a batch or nothing of it: a crash leaves neither a gap nor a seal that comes again. */
  private sealSome(): Promise<number> {
    return this.database.transaction(async (sql) => {
      const [lock] = await sql.run<{ mine: boolean }>(statements.tryLock);
      return lock?.mine ? sealIn(sql) : 0;
    });
  }
}

async function sealIn(sql: Sql): Promise<number> {
  const rows = await sql.run<WaitingRow>(statements.readWaiting);
  if (rows.length === 0) return 0;
  const seals: ChainEnd[] = [];
  let end = headOf(rows[0]);
  for (const { text } of rows) {
    end = afterEntry(end, text);
    seals.push(end);
  }
  const columns = [seals.map(({ seq }) => seq), rows.map(({ id }) => id), seals.map(hashOf)];
  await sql.run(statements.insertSeals, columns);
  return rows.length;
}

function headOf(row: WaitingRow | undefined): ChainEnd {
  if (!row || row.head_seq === null || row.head_hash === null) return beginning;
  return { seq: Number(row.head_seq), hash: row.head_hash };
}

const hashOf = ({ hash }: ChainEnd): string => hash;
