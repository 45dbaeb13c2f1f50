import { z } from 'zod';

/** What is said of a setting beside its rules. */
export interface Meta {
  /** For `docs/configuration.md`. */
  says: string;
  /** Shown in `.env.example`. */
  example?: string;
  /** Never printed; may be given as a file by `<NAME>_FILE`. */
  secret?: boolean;
}

/** A setting with its documentation. */
export const documented = <T extends z.ZodType>(schema: T, meta: Meta): T =>
  schema.meta({ ...meta });

export const text = z.string().trim().min(1, 'must not be empty');

/** A whole number between two bounds. */
export const count = (min: number, max: number) =>
  z.coerce
    .number('must be a number')
    .int()
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

/** Turns a value into another, or refuses it with the sentence that `convert` throws as `Refusal`. */
export function converted<T>(convert: (value: string) => T) {
  return text.transform((value, context): T => {
    try {
      return convert(value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });
}

/** Why a value is refused, to be read after the name of the setting. */
export class Refusal extends Error {}
