import pg from 'pg';

/** A connection of a process that dies after a number of statements, in the middle of its transaction. */
export class DyingDatabase {
  private constructor(
    private readonly client: pg.Client,
    private readonly last: number,
  ) {}

  static async open(url: string, last: number): Promise<DyingDatabase> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new DyingDatabase(client, last);
  }

  async transaction<Result>(work: (sql: object) => Promise<Result>): Promise<Result> {
    let done = 0;
    await this.client.query('begin');
    const run = async (text: pg.QueryConfig, values: readonly unknown[] = []) => {
      const { rows } = await this.client.query({ ...text, values: [...values] });
      done += 1;
      if (done === this.last) throw new Error('crash');
      return rows;
    };
    try {
      return await work({ run });
    } finally {
      await this.client.end();
    }
  }
}
