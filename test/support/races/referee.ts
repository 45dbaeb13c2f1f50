import type { Answer } from '../city-service.ts';
import { inLanes } from '../lanes.ts';
import { randomFrom } from '../seeded.ts';
import { endingOf } from './contest.ts';
import type { Contest, Prize, Traces, Verdict, Worth } from './contest.ts';
import type { Rivals } from './race-track.ts';

/** Codes must be raced for within a minute. */
const batchSize = 100;
const lanes = 8;

const readTraces = `
  select count(*)::int as grants, families, generation, killed, ended, entries
  from (
    select coalesce(family.families, 0) as families, family.generation, family.killed,
           coalesce(epoch.epoch, 0)::int as ended, coalesce(told.entries, '') as entries
    from civic.app_grant g
    left join (
      select grant_id, count(*)::int as families, max(generation) as generation,
             bool_or(killed_at is not null) as killed
      from civic.refresh_family group by grant_id) as family on family.grant_id = g.id
    left join civic.epoch on epoch.rule = 'grant' and epoch.id = g.id::text
    left join (
      select detail->>'grantId' as grant_id, string_agg(type, ', ') as entries
      from civic.ledger_entry where type <> 'consent.given' group by 1) as told
      on told.grant_id = g.id::text
    where g.app_id = $1 and g.id = any($2::uuid[])) as trace
  group by 2, 3, 4, 5, 6`;

/** Holds the races of one contest and judges them: by the answers, by asking afterwards, and in the database. */
export class Referee {
  readonly verdicts: Verdict[] = [];
  readonly #grants: string[] = [];

  constructor(
    private readonly contest: Contest,
    private readonly rivals: Rivals,
    private readonly seed: number,
  ) {}

  async hold(pairs: number): Promise<void> {
    const random = randomFrom(this.seed);
    for (let left = pairs; left > 0; left -= batchSize) {
      const prizes = await this.contest.prepare(Math.min(left, batchSize));
      this.#grants.push(...prizes.map(({ grantId }) => grantId));
      await inLanes(prizes, lanes, (prize) => this.#race(prize, random() < 0.5));
    }
  }

  /** What is in the database about the grants that were raced for: one row, if all fared alike. */
  traces(): Promise<(Traces & { grants: number })[]> {
    const { app } = this.contest;
    return app.service.database.query(readTraces, [app.id, this.#grants]);
  }

  async #race(prize: Prize, inOrder: boolean): Promise<void> {
    const [first, second] = inOrder ? this.rivals : this.rivals.toReversed();
    const entered = [first, second].map((at) => this.contest.enter(prize, at ?? this.rivals[0]));
    const answers = await Promise.all(entered);
    this.verdicts.push(`${endingOf(answers)}, ${await this.#worth(answers)}`);
  }

  /** What was won, used again at both processes: the access tokens, and one refresh token. */
  async #worth(answers: readonly Answer[]): Promise<Worth> {
    const won = answers.filter(({ status }) => status === 200).map(({ json }) => json);
    const { app } = this.contest;
    const uses = won.flatMap(({ access_token }) =>
      this.rivals.map((service) => app.userinfo(String(access_token), { service })),
    );
    const [service] = this.rivals;
    if (won[0]) uses.push(app.refresh(String(won[0].refresh_token), {}, { service }));
    const worked = (await Promise.all(uses)).filter(({ status }) => status === 200).length;
    if (worked === 0) return 'dead';
    return worked === uses.length ? 'alive' : 'half alive';
  }
}
