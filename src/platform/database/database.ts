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
    const client = await this.connect();
    try {
      await client.query('begin');
      const result = await work({
        run: (statement, values = []) => runOn(client, statement, values),
      });
      await commit(client);
      client.release();
      return result;
    } catch (error) {
      await rollBack(client);
      throw asServiceError(error);
    } finally {
      client.off('error', ignoreLostConnection);
    }
  }

  /** The pool itself, for libraries that bring their own statements. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** A connection lost between two statements is told by the next one; without a listener it would end the process. */
  private async connect(): Promise<PoolClient> {
    try {
      const client = await this.pool.connect();
      return client.on('error', ignoreLostConnection);
    } catch (error) {
      throw asServiceError(error);
    }
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

/** PostgreSQL answers to the commit of a failed transaction that it has rolled back, and calls that no error. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('A failed statement was taken for a success.');
}

/** A connection that cannot even roll back is not used again; PostgreSQL has rolled back what it held. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch (error) {
    client.release(error as Error);
  }
}

function ignoreLostConnection(): void {}
