import { forEver, nobody } from './inventory-row.ts';
import type { ColumnGroup, InventoryTable, Lasting } from './inventory-row.ts';

const untilDone: Lasting = { lasting: 'a day after it is done; two weeks if nobody does it' };

/** The tables of pg-boss, in a schema of its own. All that is in them of ours are kinds, ids and counts. */
export const jobs: readonly InventoryTable[] = [
  ofBoss('job', {
    kept: untilDone,
    class: 'record',
    purpose:
      'jobs that wait, are done or were done: their kind, ids and counts, how often they were tried',
    columns:
      'id name priority data state retry_limit retry_count retry_delay retry_backoff retry_delay_max expire_seconds deletion_seconds singleton_key singleton_on group_id group_tier start_after created_on started_on completed_on keep_until output dead_letter policy heartbeat_on heartbeat_seconds blocked blocking pending_dependencies source_name source_id source_created_on source_retry_count source_output source_root_id trace_context upsert_by_key',
  }),
  ofBoss('job_common', {
    kept: untilDone,
    class: 'record',
    purpose: 'the same rows: the part of the table that holds them',
    columns:
      'id name priority data state retry_limit retry_count retry_delay retry_backoff retry_delay_max expire_seconds deletion_seconds singleton_key singleton_on group_id group_tier start_after created_on started_on completed_on keep_until output dead_letter policy heartbeat_on heartbeat_seconds blocked blocking pending_dependencies source_name source_id source_created_on source_retry_count source_output source_root_id trace_context upsert_by_key',
  }),
  ofBoss('queue', {
    kept: forEver,
    class: 'setting',
    purpose: 'which kinds of jobs there are, and how many of each',
    columns:
      'name policy retry_limit retry_delay retry_backoff retry_delay_max expire_seconds retention_seconds deletion_seconds dead_letter partition table_name deferred_count blocked_count queued_count ready_count warning_queued active_count failed_count total_count retained_count retained_on created_delta completed_delta failed_delta delta_on delta_seconds wait_bins run_bins ready_oldest_seconds ready_history heartbeat_seconds notify singletons_active monitor_claim_on monitor_on maintain_on created_on updated_on',
  }),
  ofBoss('schedule', {
    kept: forEver,
    class: 'setting',
    purpose: 'which jobs come by themselves, and when',
    columns: 'name key kind cron timezone data options created_on updated_on last_job_id',
  }),
  ofBoss('version', {
    kept: forEver,
    class: 'setting',
    purpose: 'which form these tables have, and when they were looked after',
    columns: 'version cron_on bam_on flow_on reindex_on monitor_backoff_on',
  }),
  notUsed(
    'bam',
    'id name version status queue table_name command error created_on started_on completed_on',
  ),
  notUsed(
    'instance',
    'id name host pid version node_version application_name heartbeat_seconds supervise schedule migrate persist_queue_stats persist_warnings pool_max pool_total pool_idle pool_waiting workers metrics config crash_restarts crash_restarts_since started_on heartbeat_on stopped_on',
  ),
  notUsed('job_dependency', 'child_name child_id parent_name parent_id'),
  notUsed(
    'queue_stats',
    'id name deferred_count queued_count ready_count active_count failed_count total_count created_delta completed_delta failed_delta delta_seconds delta_on wait_bins run_bins ready_oldest_seconds captured_on',
  ),
  notUsed('subscription', 'event name created_on updated_on'),
  notUsed('warning', 'id type message data created_on'),
];

type Facts = Pick<ColumnGroup, 'class' | 'columns' | 'purpose'> & { kept: Lasting };

function ofBoss(table: string, { kept, ...group }: Facts): InventoryTable {
  const groups = [{ ...group, seenBy: nobody, inCopy: 'nobody’s' as const }];
  return { table: `pgboss.${table}`, kept, groups };
}

function notUsed(table: string, columns: string): InventoryTable {
  const purpose = 'a part of pg-boss that is not used: nothing is in it';
  return ofBoss(table, { kept: forEver, class: 'setting', purpose, columns });
}
