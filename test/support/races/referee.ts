import type { Answer } from '../city-service.ts';
import { inLanes } from '../lanes.ts';
import { randomFrom } from '../seeded.ts';
import { endingOf } from './contest.ts';
import type { Contest, Prize, Verdict, Worth } from './contest.ts';
import type { Rivals } from './race-track.ts';

/** Codes must be raced for within a minute. */
const batchSize = 100;
const lanes = 8;

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
      this.#grants.push(...prizes.flatMap(({ grantId }) => (grantId === '' ? [] : [grantId])));
      await inLanes(prizes, lanes, (prize) => this.#race(prize, random() < 0.5));
    }
  }

  /** What is in the database about all that was raced for: one row, if all fared alike. */
  traces(): Promise<object[]> {
    const { app, traces } = this.contest;
    return app.service.database.query(traces, [app.id, this.#grants]);
  }

  async #race(prize: Prize, inOrder: boolean): Promise<void> {
    const [first, second] = inOrder ? this.rivals : this.rivals.toReversed();
    const entered = [first, second].map((at) => this.contest.enter(prize, at ?? this.rivals[0]));
    const answers = await Promise.all(entered);
    const ending = endingOf(answers, this.contest.refusal);
    const won = answers.filter(({ status }) => status === 200);
    this.verdicts.push(`${ending}, ${await this.#worth(won)}`);
  }

  /** What was won, used again at both processes: the access tokens, and one refresh token. */
  async #worth(won: readonly Answer[]): Promise<Worth> {
    const { app, isForResident } = this.contest;
    if (!isForResident) return 'untried';
    const uses = won.flatMap(({ json }) =>
      this.rivals.map((service) => app.userinfo(String(json.access_token), { service })),
    );
    const [service] = this.rivals;
    if (won[0]) uses.push(app.refresh(String(won[0].json.refresh_token), {}, { service }));
    const worked = (await Promise.all(uses)).filter(({ status }) => status === 200).length;
    if (worked === 0) return 'dead';
    return worked === uses.length ? 'alive' : 'half alive';
  }
}
