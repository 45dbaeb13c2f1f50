import { Dice } from '../dice.ts';
import { draftOf, written } from './draft.ts';
import type { Asked, Spoiler } from './draft.ts';
import { fieldSpoilers, massSpoilers } from './spoil-fields.ts';
import { frameSpoilers } from './spoil-frame.ts';
import { headerSpoilers } from './spoil-headers.ts';

const spoilers: readonly (readonly Spoiler[])[] = [fieldSpoilers, frameSpoilers, headerSpoilers];

/** The n-th bad request of a seed: a right one, to be sent to this host, with one to four things spoilt. */
export function badRequest(seed: number, asked: readonly Asked[], host: string): Buffer {
  const dice = new Dice(seed);
  const draft = draftOf(dice.pick(asked), host);
  for (let left = 1 + dice.below(4); left > 0; left -= 1) {
    const kind = dice.chance(0.01) ? massSpoilers : dice.pick(spoilers);
    dice.pick(kind)(draft, dice);
  }
  return written(draft, dice);
}
