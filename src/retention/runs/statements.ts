import { statement } from '../../platform/database/statement.ts';

/** Whoever opens runs does it one after the other, so that the next one sees what the one before it did. */
export const lock = statement(
  'retention.lock-runs',
  `select pg_advisory_xact_lock(hashtext('civic retention run'))`,
);

export const openRun = statement(
  'retention.open-run',
  `select id, actor_kind, actor, began_at as "beganAt" from civic.retention_run where finished_at is null`,
);

export const isRecent = statement(
  'retention.recent-run',
  `select 1 from civic.retention_run
   where finished_at > civic.now() - make_interval(secs => $1) limit 1`,
);

export const begin = statement(
  'retention.begin-run',
  `insert into civic.retention_run (id, actor_kind, actor) values ($1, $2, $3)
   returning id, actor_kind, actor, began_at as "beganAt"`,
);

/** Locks the run: whoever comes second finds it finished. */
export const lockOpen = statement(
  'retention.lock-run',
  `select civic.now() as now,
          (select max(finished_at) from civic.retention_run) as "before"
   from civic.retention_run where id = $1 and finished_at is null for update`,
);

export const finish = statement(
  'retention.finish-run',
  `update civic.retention_run set finished_at = $2, deleted = $3, certificate = $4, hash = $5
   where id = $1`,
);

const columns = `id, actor_kind, actor, began_at as "beganAt", finished_at as "finishedAt", deleted::float8 as deleted,
  certificate, hash`;

export const one = statement(
  'retention.one-run',
  `select ${columns} from civic.retention_run where id = $1`,
);

export const newest = statement(
  'retention.newest-runs',
  `select ${columns} from civic.retention_run
   where $1::uuid is null
      or (began_at, id) < (select began_at, id from civic.retention_run where id = $1)
   order by began_at desc, id desc limit $2`,
);
