import { Dice } from '../dice.ts';
import { isTheSame } from './compact.ts';
import type { Material } from './material.ts';
import type { Mutation } from './mutation.ts';
import { damaged } from './text-mutations.ts';
import { withOurKey } from './with-our-key.ts';
import { withoutOurKey } from './without-our-key.ts';

/** Tokens of other kinds, as they are. */
const ofAnotherKind: Mutation = (dice, { others }) => dice.pick(others);

const mutations: readonly Mutation[] = [
  ...withoutOurKey,
  ...withOurKey,
  damaged,
  damaged,
  ofAnotherKind,
];

/** The n-th bad token of a seed. One that is the good token in another spelling is not bad, and made again. */
export function badToken(seed: number, material: Material): string {
  const dice = new Dice(seed);
  for (;;) {
    const token = dice.pick(mutations)(dice, material);
    if (!isTheSame(token, material.live)) return token;
  }
}
