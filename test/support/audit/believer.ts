import type { Sql } from '../../../src/platform/database/statement.ts';
import type { Checkpointed } from './tamperings.ts';

const text = `
  select count(*) = max(seal.seq) and count(entry.id) = count(*)
      and count(*) filter (where seal.seq = any($1)) = cardinality($1) as fine
  from civic.ledger_seal as seal left join civic.ledger_entry as entry on entry.id = seal.entry_id`;

/** A verifier that believes the hashes it finds: it looks for gaps, and does not compute the chain. */
export async function believer(sql: Sql, checkpoints: Checkpointed): Promise<boolean> {
  const [row] = await sql.run<{ fine: boolean }>({ name: 'believer', text }, [checkpoints]);
  return row?.fine === true;
}
