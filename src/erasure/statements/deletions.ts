import { historyMonths } from '../../ledger/ledger.ts';
import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

const waits = 'done_at is null and cancelled_at is null';

/** One wish per resident: a second one, or the same form sent twice, changes nothing. */
export const request = statement(
  'deletions.request',
  `insert into civic.deletion (code_hash, resident_id, due_at)
   values ($1, $2, civic.now() + make_interval(secs => $3))
   on conflict do nothing
   returning due_at as "dueAt"`,
);

export const waiting = statement(
  'deletions.waiting',
  `select due_at as "dueAt", code_hash as "codeHash" from civic.deletion
   where resident_id = $1 and ${waits}`,
);

export const isDue = statement(
  'deletions.is-due',
  `select 1 from civic.deletion where resident_id = $1 and ${waits} and due_at <= civic.now()`,
);

export const countDue = statement(
  'deletions.count-due',
  `select count(*)::int as rows from civic.deletion
   where ${waits} and due_at <= civic.now() and resident_id is not null`,
);

/** Whoever is due longest comes first, so that a crowd is done in the order in which it came. */
export const due = statement(
  'deletions.due',
  `select resident_id as "residentId" from civic.deletion
   where ${waits} and due_at <= civic.now() and resident_id is not null
   order by due_at limit $1`,
);

/** From here on the row says nothing of whose it was. */
export const complete = statement(
  'deletions.complete',
  `update civic.deletion set done_at = civic.now(), resident_id = null
   where resident_id = $1 and ${waits} returning 1`,
);

export const cancel = statement(
  'deletions.cancel',
  `update civic.deletion set cancelled_at = civic.now(), resident_id = null
   where resident_id = $1 and ${waits} returning 1`,
);

/** Of an erasure that nobody had to wait for. */
export const insertDone = statement(
  'deletions.insert-done',
  `insert into civic.deletion (code_hash, due_at, done_at) values ($1, civic.now(), civic.now())`,
);

/** Of one link, whose provider asked. One that waited is done with it; one that staff turned down stays so. */
export const linkGone = statement(
  'deletions.link-gone',
  `insert into civic.deletion as d (code_hash, of_link, due_at, done_at)
   values ($1, true, civic.now(), civic.now())
   on conflict (code_hash) do update set done_at = civic.now()
     where d.done_at is null and d.cancelled_at is null`,
);

export const linkWaits = statement(
  'deletions.link-waits',
  `insert into civic.deletion (code_hash, of_link, due_at)
   values ($1, true, civic.now() + make_interval(secs => $2))
   on conflict do nothing`,
);

export const linksStay = statement(
  'deletions.links-stay',
  `update civic.deletion set cancelled_at = civic.now()
   where code_hash = any($1::bytea[]) and of_link and ${waits}`,
);

export const ofCode = statement(
  'deletions.of-code',
  `select due_at as "dueAt", done_at as "doneAt", cancelled_at as "cancelledAt",
          done_at + interval '${historyMonths} months' as "restUntil", of_link as "ofLink"
   from civic.deletion where code_hash = $1`,
);

export const purge = purgeOf('deletions.purge', {
  table: 'deletion',
  // Of a link's that was never done, since what waited could not be opened any more, as long after it was due.
  isOver: `coalesce(done_at, cancelled_at, case when of_link then due_at end)
           <= civic.now() - interval '${historyMonths} months'`,
  atMost: 5000,
});
