import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source.ts';
import { Database } from '../../src/platform/database/database.ts';
import { createDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

/** A test database together with the service's own way to it. */
export interface OpenDatabase extends TestDatabase {
  readonly database: Database;
  /** A second connection pool, as another replica of the service would have. */
  anotherReplica(): Promise<Database>;
  close(): Promise<void>;
}

/** Makes a database for one test file and opens it the way the service does. */
export async function openDatabase(): Promise<OpenDatabase> {
  const made = await createDatabase();
  const sources: DataSource[] = [];
  const connect = async () => {
    const options = dataSourceOptions({ url: made.serviceUrl, poolSize: 10, onError: ignore });
    const source = await new DataSource(options).initialize();
    sources.push(source);
    return new Database(source);
  };
  return {
    ...made,
    database: await connect(),
    anotherReplica: connect,
    async close() {
      await Promise.all(sources.map((source) => source.destroy()));
      await made.drop();
    },
  };
}

function ignore(): void {}
