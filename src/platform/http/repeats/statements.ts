import { minutes } from '../../../kernel/duration.ts';
import { purgeOf } from '../../database/purge.ts';
import { statement } from '../../database/statement.ts';
import { repeatSeconds } from '../access.ts';

/** No request takes so long: who began it was killed, and who sends it again begins it again. */
const longestAnswerSeconds = minutes(1);

/** The first to come gets the key; everybody after it gets no row. */
export const claim = statement(
  'http.claim-answer',
  `insert into civic.idempotent_answer as known (caller, key_hash, request_hash, expires_at)
   values ($1, $2, $3, civic.now() + make_interval(secs => ${repeatSeconds}))
   on conflict (caller, key_hash) do update
     set request_hash = excluded.request_hash, claimed_at = civic.now(), expires_at = excluded.expires_at,
         status = null, sealed_answer = null
     where known.expires_at <= civic.now()
        or (known.status is null and known.request_hash = excluded.request_hash
            and known.claimed_at <= civic.now() - make_interval(secs => ${longestAnswerSeconds}))
   returning 1`,
);

export const find = statement(
  'http.find-answer',
  `select request_hash as "requestHash", status, sealed_answer as "sealedAnswer"
   from civic.idempotent_answer where caller = $1 and key_hash = $2`,
);

export const keep = statement(
  'http.keep-answer',
  `update civic.idempotent_answer set status = $3, sealed_answer = $4
   where caller = $1 and key_hash = $2 and status is null`,
);

export const giveUp = statement(
  'http.give-up-answer',
  'delete from civic.idempotent_answer where caller = $1 and key_hash = $2 and status is null',
);

export const purge = purgeOf('http.purge-answers', {
  table: 'idempotent_answer',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
