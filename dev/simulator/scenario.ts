import { z } from 'zod';
import { MARKER_NAMES } from './markers.ts';
import { OUTCOME_IDS } from './outcomes.ts';
import { ProviderName } from './people.ts';
import type { OutcomeId } from './outcomes.ts';

/** The finer points of an outcome. */
export const OutcomeOptions = z.strictObject({
  /** Texts to be planted in tokens, errors and profile. */
  markers: z.partialRecord(z.enum(MARKER_NAMES), z.string()).optional(),
  /** When the person signed in, as an ID token tells it: not at all, or long ago. */
  authTime: z.enum(['missing', 'old']).optional(),
  /** How late `slow` is. */
  delayMs: z.int().nonnegative().optional(),
  /** How huge `huge-body` and `gzip-bomb` are. */
  megabytes: z.int().positive().optional(),
  /** Where the redirecting outcomes point; without it, to the simulator's own attacker. */
  location: z.string().optional(),
});
export type OutcomeOptions = z.infer<typeof OutcomeOptions>;

/** The same as JSON text, the form in which a browser form can carry it. */
export const OptionsText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'options is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(OutcomeOptions);

/** Who comes back from one trip, and what happens on it. */
export const Decision = OutcomeOptions.extend({
  /** The id of a person. */
  person: z.string(),
  outcome: z.enum(OUTCOME_IDS) as z.ZodType<OutcomeId>,
});
export type Decision = z.infer<typeof Decision>;

/** A decision made beforehand: the next trip to this provider (or any) shows no page. */
export const Scenario = Decision.extend({
  provider: ProviderName.optional(),
  /** For how many trips it holds; 1 when left out. */
  times: z.int().positive().optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** The scenarios still to be played, in the order in which they were given. */
export class Scenarios {
  #waiting: Scenario[] = [];

  add(scenario: Scenario): void {
    for (let time = 0; time < (scenario.times ?? 1); time++) this.#waiting.push(scenario);
  }

  /** Takes the first one meant for this provider. */
  take(provider: ProviderName): Scenario | undefined {
    const place = this.#waiting.findIndex((each) => (each.provider ?? provider) === provider);
    return place < 0 ? undefined : this.#waiting.splice(place, 1)[0];
  }

  reset(): void {
    this.#waiting = [];
  }
}
