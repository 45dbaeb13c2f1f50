import type { Dialect } from './dialect.ts';
import type { Json, Reply } from './reply.ts';
import type { Trip } from './trips.ts';
import type { ProviderName } from './people.ts';

/** Changes an answer: it gets the proper one and returns what is sent instead. */
export type AnswerHook = (answer: Json, trip: Trip, dialect: Dialect) => Reply;

/** The same for the way back to the service, a URL that already carries code and state. */
type CallbackHook = (callback: URL, trip: Trip, dialect: Dialect) => Reply;

/** What happens on one trip. Where a hook is left out, everything goes as it should. */
export interface Outcome {
  readonly en: string;
  readonly es: string;
  /** Named when only this provider ever does such a thing. */
  readonly only?: ProviderName;
  readonly authorize?: CallbackHook;
  readonly token?: AnswerHook;
  readonly profile?: AnswerHook;
}

export type Stage = 'normal' | 'authorize' | 'token' | 'profile';

/** The first place at which an outcome leaves the proper path. */
export function stageOf(outcome: Outcome): Stage {
  if (outcome.authorize) return 'authorize';
  if (outcome.token) return 'token';
  return outcome.profile ? 'profile' : 'normal';
}

/** Whether a provider can do such a thing: one that tells everything in the ID token has no userinfo to fail at. */
export function isPossible(
  id: string,
  { only }: Pick<Outcome, 'only'>,
  { name, profileIn }: Pick<Dialect, 'name' | 'profileIn'>,
): boolean {
  const isOfUserinfo = id.startsWith('userinfo-');
  return (only ?? name) === name && !(isOfUserinfo && profileIn === 'id-token');
}
