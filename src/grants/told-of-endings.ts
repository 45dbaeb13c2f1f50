import { Injectable } from '@nestjs/common';
import type { Recipient } from '../ledger/ledger.ts';
import { statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';

/** So many sign-ins of one app are named, the newest: nobody can make an entry grow without end. */
const mostSids = 100;

const made = `app_id as "appId", subject, (array_agg(id order by created_at desc))[1:${mostSids}] as sids`;

const inSessions = statement(
  'grants.made-in-sessions',
  `select ${made} from civic.app_grant where session_id = any($1::uuid[]) group by app_id, subject order by app_id`,
);

const throughLink = statement(
  'grants.made-through-link',
  `select ${made} from civic.app_grant where resident_id = $1 and auth_link = $2
   group by app_id, subject order by app_id`,
);

const follow = statement(
  'grants.follow-session',
  'update civic.app_grant set session_id = $2 where session_id = $1',
);

/** Which apps a resident signed in to from a session or through a link: those that must hear that it has ended. */
@Injectable()
export class ToldOfEndings {
  inSessions(sql: Sql, sessionIds: readonly string[]): Promise<Recipient[]> {
    return sql.run<Recipient>(inSessions, [sessionIds]);
  }

  throughLink(sql: Sql, residentId: string, linkId: string): Promise<Recipient[]> {
    return sql.run<Recipient>(throughLink, [residentId, linkId]);
  }

  /** A session that goes on under another id takes with it what was made in it. */
  async follow(sql: Sql, from: string, to: string): Promise<void> {
    await sql.run(follow, [from, to]);
  }
}
