import pg from 'pg';
import { afterEntry, beginning } from '../../../src/audit/chain.ts';
import type { ChainEnd } from '../../../src/audit/chain.ts';
import { readFirst } from '../../../src/audit/statements/verifying.ts';
import type { Sql } from '../../../src/platform/database/statement.ts';

interface EntryText {
  id: string;
  text: string;
}

const ofSeals = '(select entry_id from civic.ledger_seal where seq';

/**
 * Somebody who owns the database, knows how entries are sealed, and lacks only our keys. Each change is one they would
 * gain something from; `at` is the number of a sealed entry.
 */
export class Forger {
  private made = 0;

  constructor(private readonly client: pg.Client) {}

  static async connect(url: string): Promise<Forger> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new Forger(client);
  }

  /** The database as the forger left it, for a verifier. */
  get sql(): Sql {
    return {
      run: async <Row>(text: pg.QueryConfig, values: readonly unknown[] = []) =>
        (await this.client.query({ ...text, values: [...values] })).rows as Row[],
    };
  }

  /** Lets something be done to the ledger without any check, looks at it, and undoes it. */
  async undoing<Result>(change: () => Promise<void>, look: (sql: Sql) => Promise<Result>) {
    await this.client.query(`begin; set local session_replication_role = 'replica'`);
    try {
      await change();
      return await look(this.sql);
    } finally {
      await this.client.query('rollback');
    }
  }

  async tidy(): Promise<void> {
    await this.client.query(
      'vacuum civic.ledger_entry, civic.ledger_seal, civic.ledger_checkpoint',
    );
  }

  close(): Promise<void> {
    return this.client.end();
  }

  edit(at: number, column: string): Promise<void> {
    return this.do(`update civic.ledger_entry set ${column} where id = ${ofSeals} = ${at})`);
  }

  async remove(at: number, what: 'entry' | 'seal' | 'both'): Promise<void> {
    if (what !== 'seal')
      await this.do(`delete from civic.ledger_entry where id = ${ofSeals} = ${at})`);
    if (what !== 'entry') await this.do(`delete from civic.ledger_seal where seq = ${at}`);
  }

  /** An entry that looks as if it had always been just before another. */
  insert(at: number): Promise<void> {
    this.made += 1;
    return this.do(`insert into civic.ledger_entry (id, xid, at, type, actor_kind, actor)
      overriding system value
      select -${this.made}, xid, at, 'link.searched', 'staff', 'somebody'
      from civic.ledger_entry where id = ${ofSeals} = ${at})`);
  }

  async swap(at: number, other: number, what: 'fields' | 'seals'): Promise<void> {
    const [table, key, values] =
      what === 'fields'
        ? (['ledger_entry', 'id', 'type, resident_id, detail'] as const)
        : (['ledger_seal', 'entry_id', 'hash'] as const);
    const others = values.replaceAll(/\w+/g, 'other.$&');
    await this.do(`update civic.${table} as one set (${values}) = row(${others})
      from civic.${table} as other
      where one.${key} in ${ofSeals} in (${at}, ${other}))
        and other.${key} in ${ofSeals} in (${at}, ${other})) and one.${key} <> other.${key}`);
  }

  /** Nothing from here on ever happened. */
  async cutOff(at: number): Promise<void> {
    await this.do(`delete from civic.ledger_entry
      where (xid, id) >= (select xid, id from civic.ledger_entry where id = ${ofSeals} = ${at}))`);
    await this.do(`delete from civic.ledger_seal where seq >= ${at}`);
  }

  /** Other things happened instead. */
  append(count: number): Promise<void> {
    return this.do(`insert into civic.ledger_entry (type, actor_kind, actor, resident_id)
      select 'link.searched', 'staff', 'somebody', gen_random_uuid() from generate_series(1, ${count})`);
  }

  /** Nothing up to here ever happened, and an old checkpoint shall say that this is in order. */
  async forgetBeginning(at: number): Promise<void> {
    await this.do(`delete from civic.ledger_entry where id in ${ofSeals} <= ${at})`);
    await this.do(`delete from civic.ledger_seal where seq <= ${at}`);
    await this.do(`insert into civic.ledger_checkpoint (kind, seq, token)
      select 'stub', seq, token from civic.ledger_checkpoint where seq = ${at}`);
  }

  /** All hashes anew, so that every entry fits the one before. */
  async sealAnew(): Promise<void> {
    const rows = await this.sql.run<EntryText>(readFirst);
    const seals: ChainEnd[] = [];
    let end = beginning;
    for (const { text } of rows) {
      end = afterEntry(end, text);
      seals.push(end);
    }
    await this.do('delete from civic.ledger_seal');
    const text = `insert into civic.ledger_seal
      select seq, id, decode(hash, 'hex')
      from unnest($1::bigint[], $2::bigint[], $3::text[]) as new (seq, id, hash)`;
    const columns = [
      seals.map(({ seq }) => seq),
      rows.map(({ id }) => id),
      seals.map((s) => s.hash),
    ];
    await this.client.query(text, columns);
  }

  /** What they cannot sign anew they take away: every checkpoint, or those after one. */
  forgetCheckpoints(after = 0): Promise<void> {
    return this.do(`delete from civic.ledger_checkpoint where seq > ${after}`);
  }

  private async do(text: string): Promise<void> {
    await this.client.query(text);
  }
}
