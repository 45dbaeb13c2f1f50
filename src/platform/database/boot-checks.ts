import { ConfigError } from '../../config/config-error.ts';
import type { Database } from './database.ts';
import { statement } from './statement.ts';

const facts = statement(
  'platform.boot-checks',
  `select
     (select prosrc = 'pg_catalog.now()' or pg_get_functiondef(oid) ~ 'RETURN now\\(\\)\\s*$'
        from pg_proc where oid = to_regprocedure('civic.now()')) as real_clock,
     (select bool_or(has_table_privilege('civic.' || name, deed))
        from unnest(array['ledger_entry', 'ledger_seal', 'ledger_checkpoint']) as name,
          unnest(array['update', 'delete', 'truncate']) as deed) as can_rewrite_ledger`,
);

interface Facts {
  real_clock: boolean | null;
  can_rewrite_ledger: boolean;
}

/**
 * Refuses a database that would make the service's promises false: one whose clock was replaced, or a role that
 * could rewrite the ledger.
 * @throws ConfigError naming `DATABASE_URL`
 */
export async function checkDatabase(database: Database): Promise<void> {
  const [found] = await database.run<Facts>(facts);
  if (found?.real_clock !== true) {
    throw new ConfigError(
      'DATABASE_URL',
      'leads to a database in which civic.now() is not the real clock.',
    );
  }
  if (found.can_rewrite_ledger) {
    throw new ConfigError(
      'DATABASE_URL',
      'connects as a role that could rewrite the ledger; use the service role.',
    );
  }
}
