import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { TokenSigner } from '../keys/token-signer.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Log } from '../platform/logging/log.ts';
import type { ChainEnd } from './chain.ts';
import { checkpointTypes } from './checkpoint.ts';
import type { CheckpointKind } from './checkpoint.ts';
import { appendCheckpoint } from './checkpoint-file.ts';
import * as statements from './statements/sealing.ts';

/** A checkpoint that is kept; `made` is false when there was nothing new to sign. */
export interface MadeCheckpoint {
  seq: number;
  token: string;
  made: boolean;
}

interface StoredRow {
  seq: string;
  token: string;
}

/** Signs how far the chain is, and says so where whoever owns the database cannot take it back. */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
    private readonly signer: TokenSigner,
  ) {}

  /** A checkpoint of everything sealed: a new one, or the newest when it says that already. Null of an empty ledger. */
  make(): Promise<MadeCheckpoint | null> {
    return this.database.transaction(async (sql) => {
      await sql.run(statements.lock);
      const head = await firstRow<{ seq: string; hash: string }>(sql, statements.readHead);
      if (head === null) return null;
      const newest = await firstRow<StoredRow>(sql, statements.readNewest, ['checkpoint']);
      const seq = Number(head.seq);
      if (newest !== null && Number(newest.seq) >= seq)
        return { seq: Number(newest.seq), token: newest.token, made: false };
      return { seq, token: await this.keep(sql, { seq, hash: head.hash }), made: true };
    });
  }

  /**
   * Signs a place in the chain and writes it to the log and the file. The database comes afterwards, in the caller's
   * transaction: what it does not have is still true elsewhere, and a file that cannot be written stops everything.
   */
  async publish(kind: CheckpointKind, { seq, hash }: ChainEnd): Promise<string> {
    const claims = { iss: this.config.issuer, iat: this.clock.seconds(), seq, hash };
    const typ = checkpointTypes[kind];
    const token = await this.signer.sign({ algorithm: 'ES256', typ, claims });
    const { checkpointFile } = this.config.audit;
    if (checkpointFile !== null) await appendCheckpoint(checkpointFile, token);
    this.log.write({ event: 'audit.checkpointed', kind, entry: seq, token });
    return token;
  }

  private async keep(sql: Sql, end: ChainEnd): Promise<string> {
    const token = await this.publish('checkpoint', end);
    await sql.run(statements.insertCheckpoint, [end.seq, token]);
    return token;
  }
}
