import type { Db, PgBoss } from 'pg-boss';
import type { Pool } from 'pg';
import { statement } from '../../database/statement.ts';
import type { Sql } from '../../database/statement.ts';

/** Where the migrations put the tables of pg-boss. */
const schema = 'pgboss';

type SqlOfBoss = Pick<Db, 'executeSql'>;

/**
 * Starts pg-boss on the service's own pool. It is loaded only now: a process that never comes to its first job does not
 * pay for it. Tables come from a migration, because the service may not make any, and the list of processes it would
 * keep is nobody's business.
 */
export async function openBoss(pool: Pool, onError: (error: unknown) => void): Promise<PgBoss> {
  const { PgBoss: Boss } = await import('pg-boss');
  const boss = new Boss({
    db: onPool(pool),
    schema,
    migrate: false,
    createSchema: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    reindex: false,
    monitorIntervalSeconds: 15,
    superviseIntervalSeconds: 15,
  });
  boss.on('error', onError);
  await boss.start();
  return boss;
}

/** Lets pg-boss write in somebody's transaction. */
export function onSql(sql: Sql): SqlOfBoss {
  return {
    executeSql: async (text, values = []) => ({ rows: await sql.run(statement('', text), values) }),
  };
}

/**
 * pg-boss sends several statements as one text, a transaction among them. Where that fails, the connection stays in the
 * middle of it and must not come back to the pool.
 */
function onPool(pool: Pool): SqlOfBoss {
  return {
    async executeSql(text, values) {
      const client = await pool.connect();
      try {
        const result = await client.query(text, values);
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
  };
}
