import fc from 'fast-check';

/** What rules a history knows of each kind, apart from its grants: few, so that many grants hang on one. */
const counts = { issuer: 1, provider: 2, app: 2, resident: 2, link: 3, session: 3 } as const;

export type RuleKind = keyof typeof counts | 'grant';

/** The n-th of its kind: `link/2`. */
export type RuleName = `${RuleKind}/${number}`;

/** What a new grant hangs on, by numbers. */
export type Making = Record<Exclude<keyof typeof counts, 'issuer'>, number> & { offline: boolean };

/** Something that happens. Grants and tokens are numbered in the order they are made. */
export type Happening =
  | { kind: 'make'; grant: number; of: Making }
  | { kind: 'mint'; token: number; grant: number }
  | { kind: 'raise'; rule: RuleName; isRolledBack: boolean }
  | { kind: 'pause' | 'resume'; resident: number; isRolledBack: boolean }
  | { kind: 'revoke'; token: number }
  | { kind: 'forget'; grant: number }
  | { kind: 'cover-again'; grant: number }
  | { kind: 'ask'; token: number };

interface Step {
  kind: Happening['kind'];
  of: Making;
  rule: RuleKind;
  isRolledBack: boolean;
  /** Which of those there are. */
  pick: number;
}

const weights: Record<Happening['kind'], number> = {
  make: 3,
  mint: 20,
  raise: 3,
  pause: 1,
  resume: 3,
  revoke: 1,
  forget: 1,
  'cover-again': 1,
  ask: 3,
};

const number = (kind: keyof typeof counts): fc.Arbitrary<number> => fc.nat(counts[kind] - 1);

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as Happening['kind']),
    })),
  ),
  of: fc.record({
    provider: number('provider'),
    app: number('app'),
    resident: number('resident'),
    link: number('link'),
    session: number('session'),
    offline: fc.boolean(),
  }),
  rule: fc.constantFrom<RuleKind[]>(...(Object.keys(counts) as RuleKind[]), 'grant'),
  isRolledBack: fc.nat(4).map((chance) => chance === 0),
  pick: fc.nat(1000),
});

/** Makes and revokes in any order; at the end every token is asked about. */
export const histories: fc.Arbitrary<Happening[]> = fc
  .array(step, { minLength: 16, maxLength: 40 })
  .map(historyOf);

function historyOf(steps: readonly Step[]): Happening[] {
  const writer = new HistoryWriter();
  for (const [position, one] of steps.entries()) {
    writer.write(position === 0 ? { ...one, kind: 'make' } : one);
  }
  return [...writer.history, ...writer.askAll()];
}

/** Turns steps into what can happen; a step with nothing to happen to is left out. */
class HistoryWriter {
  readonly history: Happening[] = [];
  #grants = 0;
  #tokens = 0;
  readonly #forgotten = new Set<number>();

  write({ kind, of, rule, isRolledBack, pick }: Step): void {
    if (kind === 'make') this.history.push({ kind, grant: this.#grants++, of });
    if (this.#grants === 0) return;
    const grant = pick % this.#grants;
    if (kind === 'mint') this.history.push({ kind, token: this.#tokens++, grant });
    if (kind === 'raise') {
      const chosen = rule === 'grant' ? grant : pick % counts[rule];
      this.history.push({ kind, rule: `${rule}/${chosen}`, isRolledBack });
    }
    if (kind === 'pause' || kind === 'resume') {
      this.history.push({ kind, resident: pick % counts.resident, isRolledBack });
    }
    if (kind === 'forget') this.#forgotten.add(grant);
    // Nothing ever covers a grant again that was deleted.
    if (kind === 'forget' || (kind === 'cover-again' && !this.#forgotten.has(grant))) {
      this.history.push({ kind, grant });
    }
    if (this.#tokens === 0) return;
    if (kind === 'ask' || kind === 'revoke') {
      this.history.push({ kind, token: pick % this.#tokens });
    }
  }

  askAll(): Happening[] {
    return Array.from({ length: this.#tokens }, (_, token) => ({ kind: 'ask', token }));
  }
}
