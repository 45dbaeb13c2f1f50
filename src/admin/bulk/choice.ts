import { fieldIn } from '../staff-form.ts';

/** What somebody wrote into the form that chooses links, as it came. */
export interface Choice {
  provider: string;
  /** Days such as `2026-11-30`. */
  from: string;
  before: string;
  used: string;
  app: string;
  everything: boolean;
  reason: string;
  ticket: string;
}

/** What a browser sent. */
export function choiceIn(body: unknown): Choice {
  const text = (name: string): string => fieldIn(body, name);
  return {
    provider: text('provider'),
    from: text('from'),
    before: text('before'),
    used: text('used'),
    app: text('app'),
    everything: text('everything') === 'yes',
    reason: text('reason'),
    ticket: text('ticket'),
  };
}

/** A form that nobody has written into. */
export const emptyChoice = choiceIn(null);
