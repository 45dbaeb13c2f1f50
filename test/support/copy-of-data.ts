import { CopyParts, tablesLeftOut } from '../../src/export/copy-parts.ts';
import type { Kept } from '../../src/platform/database/kept.ts';
import { proveAfresh } from './fresh-proof.ts';
import type { Resident } from './resident.ts';
import type { TestService } from './service.ts';

/** The file as it was downloaded. */
export interface CopyOfData {
  about: {
    what: string;
    made_at: string;
    policy_version: string;
    meaning: Record<string, Record<string, string>>;
    left_out: Record<string, Record<string, string>>;
  };
  [part: string]: unknown;
}

/** Tables in which no row belongs to one resident. */
const ofNobody = [
  'app_secret',
  'bulk_plan',
  'bulk_plan_item',
  'city_app',
  'client_assertion',
  'deleted_rows',
  'event_cursor',
  'event_stream',
  'farewell',
  'heard_signal',
  'idempotent_answer',
  'key_retirement',
  'ledger_checkpoint',
  'ledger_seal',
  'link_block',
  'migration',
  'policy_draft',
  'policy_version',
  'provider_state',
  'published_statistic',
  'retention_run',
  'revocation_batch',
  'revocation_list',
  'revocation_notice',
  'revocation_request',
  'revoked_token',
  'signal_removal',
  'signal_trial',
  'signing_key',
  'single_revoke',
  'staff_account',
  'staff_challenge',
  'staff_invitation',
  'staff_passkey',
  'staff_person',
  'staff_session',
  'staff_trip',
  'tally',
  'waiting_signal',
];

/** Downloads the file with a fresh proof. */
export async function copyFor(resident: Resident): Promise<CopyOfData> {
  await proveAfresh(resident, 'export');
  await resident.open('/account/data');
  const { text } = await resident.browser.submit('/account/data/file');
  return JSON.parse(text) as CopyOfData;
}

export function partsOf({ running }: TestService): readonly Kept[] {
  return running.app.get(CopyParts).all;
}

/** Columns of which neither the copy nor a reason to leave them out says anything. */
export async function unexplainedColumns(service: TestService): Promise<string[]> {
  const known = new Map(partsOf(service).map((kept) => [kept.table, kept]));
  const columns = await service.database.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'civic' order by 1, 2`,
  );
  return columns
    .filter(({ table }) => !(table in tablesLeftOut) && !ofNobody.includes(table))
    .filter(({ table, column }) => {
      const kept = known.get(table);
      return !kept || !(column in kept.fields || column in kept.leftOut);
    })
    .map(({ table, column }) => `${table}.${column}`);
}

/** The rows of a table about the only resident there is, as they lie in the database, by the columns of the copy. */
export async function storedRows(
  service: TestService,
  kept: Kept,
  residentId: string,
): Promise<object[]> {
  const columns = await service.database.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'civic' and table_name = $1`,
    [kept.table],
  );
  const names = columns.map(({ name }) => name);
  const shown = names.filter((name) => name in kept.fields);
  const whose = names.includes('resident_id') ? 'resident_id = $1' : '$1::uuid is not null';
  const rows = await service.database.query(
    `select ${shown.join(', ')} from civic.${kept.table} where ${whose}`,
    [residentId],
  );
  return JSON.parse(JSON.stringify(rows)) as object[];
}

/** What is there only for minutes, or only in some cities, put in by hand: a row in each table that has none. */
export async function fillTheRest(service: TestService, residentId: string): Promise<void> {
  const rows = [
    `insert into civic.policy_acceptance (resident_id, version) values ($1, 1)
     on conflict do nothing`,
    `insert into civic.flow (id, state_hash, browser_hash, provider, purpose, session_id, resident_id,
                             sealed_verifier, policy_version, language, expires_at)
     values (gen_random_uuid(), 'state', 'browser', 'google', 'link', gen_random_uuid(), $1,
             'sealed', '1', 'en', civic.now() + interval '10 minutes')`,
    `insert into civic.pending_identity (id, browser_hash, provider, purpose, session_id, resident_id,
                                         flow_entry, policy_version, sealed_identity, expires_at)
     select gen_random_uuid(), 'browser', 'google', 'link', gen_random_uuid(), $1, max(id), '1',
            'sealed', civic.now() + interval '10 minutes' from civic.ledger_entry`,
    `insert into civic.ledger_recipient (entry_id, app_id, subject, expires_at)
     select max(id), 'parks', 'subject', civic.now() + interval '30 days'
     from civic.ledger_entry where resident_id = $1`,
    `insert into civic.logout_request (id, subject, expires_at)
     select gen_random_uuid(), subject, civic.now() + interval '10 minutes'
     from civic.pairwise_subject where resident_id = $1`,
  ];
  for (const row of rows) await service.database.query(row, [residentId]);
}
