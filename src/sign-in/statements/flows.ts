import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { flowKeptSeconds, flowSeconds } from '../flow.ts';

export const insert = statement(
  'flows.insert',
  `insert into civic.flow (id, state_hash, browser_hash, provider, purpose, session_id, resident_id, link_id,
                           is_shared, action, object, sealed_verifier, request_id, policy_version, language,
                           expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
           civic.now() + make_interval(secs => $16))`,
);

/**
 * Marks a flow consumed, once, and only for the browser, provider and, unless it signs in, the very session and
 * resident it was begun in. One statement, so that twenty copies of a callback have one winner.
 */
export const consume = statement(
  'flows.consume',
  `update civic.flow set consumed_at = civic.now()
   where state_hash = $1 and browser_hash = $2 and provider = $3
     and consumed_at is null and expires_at > civic.now()
     and (purpose = 'sign-in' or (session_id = $4 and resident_id = $5))
   returning id, provider, purpose, session_id, resident_id, link_id, is_shared, action, object,
             sealed_verifier, request_id, policy_version, language,
             ceil(${flowSeconds} - extract(epoch from expires_at - civic.now()))::int as age`,
);

/** Whether this browser had begun the flow and simply took too long. */
export const expired = statement(
  'flows.expired',
  `select language from civic.flow
   where state_hash = $1 and browser_hash = $2 and provider = $3
     and consumed_at is null and expires_at <= civic.now()`,
);

/** What the yes after a trip was answered with. */
export const keepAnswer = statement(
  'flows.keep-answer',
  'update civic.flow set sealed_answer = $2 where id = $1',
);

export const findAnswer = statement(
  'flows.find-answer',
  `select sealed_answer as sealed, request_id as "requestId" from civic.flow
   where id = $1 and browser_hash = $2 and sealed_answer is not null`,
);

export const moveToSession = statement(
  'flows.move-to-session',
  'update civic.flow set session_id = $2 where session_id = $1 and consumed_at is null',
);

export const deleteOfLink = statement(
  'flows.delete-of-link',
  'delete from civic.flow where resident_id = $1 and provider = $2',
);

/** A trip is known for a while after its end, so that whoever comes back late is told so. */
export const purge = purgeOf('flows.purge', {
  table: 'flow',
  isOver: `expires_at <= civic.now() - make_interval(secs => ${flowKeptSeconds - flowSeconds})`,
  atMost: 5000,
});
