import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { hours } from '../kernel/duration.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import { purgeOf } from '../platform/database/purge.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';

/** How long a single revocation counts against whoever made it. */
export const countedSeconds = hours(1);

/** One person at a time, over all processes: of two that are one below the limit only one gets there. */
const waitForTurn = statement(
  'single-revokes.turn',
  `select pg_advisory_xact_lock(hashtextextended('civic revoker ' || $1, 0))`,
);

const recent = statement(
  'single-revokes.recent',
  `select count(*)::int as count from civic.single_revoke
   where revoker = $1 and revoked_at > civic.now() - make_interval(secs => ${countedSeconds})`,
);

const note = statement(
  'single-revokes.note',
  `insert into civic.single_revoke (link_id, revoker) values ($1, $2)
   on conflict (link_id) do nothing`,
);

export const purge = purgeOf('single-revokes.purge', {
  table: 'single_revoke',
  isOver: `revoked_at <= civic.now() - make_interval(secs => ${countedSeconds})`,
  atMost: 5000,
});

/** Counts how many links somebody revoked one by one within the hour. */
@Injectable()
export class SingleRevokes {
  constructor(private readonly config: Config) {}

  /** Whether this person or app may revoke one more. Until the transaction ends nobody else of them can ask. */
  async hasRoom(sql: Sql, actor: Actor): Promise<boolean> {
    const revoker = nameOf(actor);
    await sql.run(waitForTurn, [revoker]);
    const row = await firstRow<{ count: number }>(sql, recent, [revoker]);
    return (row?.count ?? 0) < this.config.staffLimits.singleRevokesPerHour;
  }

  /** Counts one, in the transaction that asked for room. */
  async note(sql: Sql, actor: Actor, linkId: string): Promise<void> {
    await sql.run(note, [linkId, nameOf(actor)]);
  }
}

function nameOf({ kind, id = '' }: Actor): string {
  return `${kind} ${id}`;
}
