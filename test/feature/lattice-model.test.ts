import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CityService } from '../support/city-service.ts';
import { histories } from '../support/lattice/history.ts';
import type { Happening, RuleKind } from '../support/lattice/history.ts';
import { blindTo, forgetfulOfPauses, heedlessOfOrder, isDead } from '../support/lattice/model.ts';
import type { Model } from '../support/lattice/model.ts';
import { RealLattice } from '../support/lattice/real-lattice.ts';
import type { Verdict } from '../support/lattice/real-lattice.ts';
import { seed } from '../support/seeded.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * Tokens are made and taken away in generated histories: by themselves, and by raising what they hang on, in any order.
 * What the introspection endpoint says of each token, in the middle and at the end, is what the model says.
 */

/** One question about one token after one history. */
interface Case extends Verdict {
  history: readonly Happening[];
}

const historiesAtOnce = 50;
const leastCases = 10_000;
/** Of the dead and of the living: enough of each, so that a model that always says the same is found out. */
const leastOfEach = leastCases / 5;

let service: TestService;
let apps: CityService[];
const cases: Case[] = [];

beforeAll(async () => {
  service = await startTestService();
  apps = [await CityService.register(service), await CityService.register(service)];
});
afterAll(async () => {
  for (const app of apps) app.close();
  await service.stop();
});

test(`every answer is that of the model, over ${leastCases} times (seed ${seed})`, async () => {
  const played = fc.asyncProperty(histories, async (history) => {
    const lattice = await RealLattice.start(service, apps);
    const verdicts = await lattice.play(history);
    cases.push(...verdicts.map((verdict) => ({ ...verdict, history })));
    expect(verdicts).toEqual(
      verdicts.map((verdict) => ({ ...verdict, dead: saidBy(isDead, { ...verdict, history }) })),
    );
  });
  // As many as it takes, since how many questions a history holds and how they come out is left to chance.
  for (let round = 0; !isEnough(); round += 1) {
    await fc.assert(played, { numRuns: historiesAtOnce, seed: seed + round });
  }
}, 300_000);

function isEnough(): boolean {
  const dead = cases.filter((one) => one.dead).length;
  const fewer = Math.min(dead, cases.length - dead);
  return cases.length > leastCases && fewer > leastOfEach;
}

describe('the answers show up a model that', () => {
  const rules: RuleKind[] = ['issuer', 'provider', 'app', 'resident', 'link', 'session', 'grant'];
  const wrong: [string, Model][] = [
    ...rules.map((rule): [string, Model] => [
      `ignores the rule ${rule}`,
      blindTo((one) => one.kind === 'raise' && one.rule.startsWith(rule)),
    ]),
    ['ignores revoked tokens', blindTo(({ kind }) => kind === 'revoke')],
    ['ignores pauses', blindTo(({ kind }) => kind === 'pause')],
    ['takes a pause for an end', blindTo(({ kind }) => kind === 'resume')],
    ['pauses only what was made before', forgetfulOfPauses],
    ['ignores what was forgotten', blindTo(({ kind }) => kind === 'forget')],
    ['holds against a grant what was raised before', heedlessOfOrder],
  ];

  test.each(wrong)('%s', (_, model) => {
    expect(cases.some((one) => saidBy(model, one) !== one.dead)).toBe(true);
  });
});

function saidBy(model: Model, { history, position, token }: Omit<Case, 'dead'>): boolean {
  return model(history.slice(0, position), token);
}
