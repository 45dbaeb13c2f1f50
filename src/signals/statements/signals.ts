import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { ceilingSeconds, heardSeconds, lostSeconds, waitingSeconds } from '../lifetimes.ts';

/** Of several that are the same one is the first; the others wait for it and see that it was there. */
export const hear = statement(
  'signals.hear',
  'insert into civic.heard_signal (hash) values ($1) on conflict do nothing returning 1',
);

/** One removal of a provider at a time, over all processes: of two that are one below the ceiling one gets there. */
export const waitForTurn = statement(
  'signals.turn',
  `select pg_advisory_xact_lock(hashtextextended('civic signals ' || $1, 0))`,
);

/** While some wait for an operator, whatever comes later waits behind them. */
export const hasRoom = statement(
  'signals.has-room',
  `select (select count(*) from civic.signal_removal
           where provider = $1
             and removed_at > civic.now() - make_interval(secs => ${ceilingSeconds})) < $2
      and not exists (select from civic.waiting_signal
                      where provider = $1 and due_at > civic.now()) as "hasRoom"`,
);

export const noteRemoval = statement(
  'signals.note-removal',
  'insert into civic.signal_removal (provider) values ($1)',
);

export const keep = statement(
  'signals.keep',
  `insert into civic.waiting_signal (id, provider, sealed_signal, due_at)
   values ($1, $2, $3, civic.now() + make_interval(secs => ${waitingSeconds}))`,
);

export const waiting = statement(
  'signals.waiting',
  `select provider, count(*)::int as signals, min(received_at) as since, min(due_at) as "dueAt"
   from civic.waiting_signal where due_at > civic.now() group by provider order by provider`,
);

export const release = statement(
  'signals.release',
  `with released as (
     update civic.waiting_signal set due_at = civic.now()
     where provider = $1 and due_at > civic.now() returning 1)
   select count(*)::int as signals from released`,
);

export const discard = statement(
  'signals.discard',
  `delete from civic.waiting_signal where provider = $1 and due_at > civic.now()
   returning id, provider, sealed_signal`,
);

export const due = statement(
  'signals.due',
  `select id, provider, sealed_signal from civic.waiting_signal
   where due_at <= civic.now() and id <> all($2::uuid[]) order by due_at, id limit $1`,
);

export const countDue = statement(
  'signals.count-due',
  'select count(*)::int as rows from civic.waiting_signal where due_at <= civic.now()',
);

export const takeDue = statement(
  'signals.take-due',
  'delete from civic.waiting_signal where id = $1 and due_at <= civic.now() returning 1',
);

/** What nobody could open for so long goes undone. */
export const dropLost = statement(
  'signals.drop-lost',
  `with gone as (
     delete from civic.waiting_signal
     where id = any($1::uuid[])
       and due_at <= civic.now() - make_interval(secs => ${lostSeconds})
     returning 1)
   select count(*)::int as rows from gone`,
);

export const noteTrial = statement(
  'signals.note-trial',
  `insert into civic.signal_trial (provider, state, arrived_at) values ($1, $2, civic.now())
   on conflict (provider) do update set state = excluded.state, arrived_at = excluded.arrived_at`,
);

export const lastTrial = statement(
  'signals.last-trial',
  'select state, arrived_at as "arrivedAt" from civic.signal_trial where provider = $1',
);

export const allTrials = statement(
  'signals.all-trials',
  'select provider, state, arrived_at as "arrivedAt" from civic.signal_trial',
);

export const purgeHeard = purgeOf('signals.purge-heard', {
  table: 'heard_signal',
  isOver: `heard_at <= civic.now() - make_interval(secs => ${heardSeconds})`,
  atMost: 5000,
});

export const purgeRemovals = purgeOf('signals.purge-removals', {
  table: 'signal_removal',
  isOver: `removed_at <= civic.now() - make_interval(secs => ${ceilingSeconds})`,
  atMost: 5000,
});
