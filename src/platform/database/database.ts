import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { asServiceError } from './database-error.ts';
import type { Sql, Statement, Values } from './statement.ts';

/**
 * The way to PostgreSQL for every module: named statements and short transactions on the pool of the
 * TypeORM data source. State changes are one statement, or one transaction that locks the resident first.
 */
@Injectable()
export class Database implements Sql {
  constructor(private readonly dataSource: DataSource) {}

  async run<Row>(statement: Statement, values: Values = []): Promise<Row[]> {
    return runOn<Row>(this.pool, statement, values);
  }

  /** Runs `work` in one transaction: all of it happens, or none of it. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const result = await work({
        run: (statement, values = []) => runOn(client, statement, values),
      });
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive)
        await runner.rollbackTransaction().catch(ignoreLostConnection);
      throw asServiceError(error);
    } finally {
      await runner.release();
    }
  }

  /** The pool itself, for libraries that bring their own statements. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}

async function runOn<Row>(
  target: Pool | PoolClient,
  statement: Statement,
  values: Values,
): Promise<Row[]> {
  try {
    const result = await target.query({ ...statement, values: [...values] });
    return result.rows as Row[];
  } catch (error) {
    throw asServiceError(error);
  }
}

/** A rollback on a dead connection has nothing to undo: PostgreSQL has rolled back already. */
function ignoreLostConnection(): void {}
