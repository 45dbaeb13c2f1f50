import { statement } from '../../platform/database/statement.ts';

export const list = statement(
  'providers.states',
  'select provider, state, changed_at from civic.provider_state',
);

/** Waits for a switch that is under way, and keeps the next one waiting until the transaction has ended. */
export const hold = statement(
  'providers.hold-state',
  'select state from civic.provider_state where provider = $1 for share',
);

/** No row when nothing changes. */
export const change = statement(
  'providers.change-state',
  `insert into civic.provider_state as known (provider, state) values ($1, $2)
   on conflict (provider) do update set state = excluded.state, changed_at = civic.now()
     where known.state <> excluded.state
   returning provider`,
);
