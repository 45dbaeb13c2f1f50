import pg from 'pg';

/** Reads what the ledger has got since the last look, with no more rights than the service has. */
export class LedgerTail {
  #database: pg.Client | null = null;
  #last = '0';

  /** @param url as the role of the service */
  async open(url: string): Promise<void> {
    this.#database = new pg.Client({ connectionString: url });
    await this.#database.connect();
  }

  /** The types of the new entries, oldest first; none before it is open. */
  async read(): Promise<string[]> {
    const query = 'select id, type from civic.ledger_entry where id > $1 order by id';
    const answer = await this.#database?.query<{ id: string; type: string }>(query, [this.#last]);
    const entries = answer?.rows ?? [];
    this.#last = entries.at(-1)?.id ?? this.#last;
    return entries.map(({ type }) => type);
  }

  async close(): Promise<void> {
    await this.#database?.end();
  }
}
