import type { Happening, RuleName } from './history.ts';

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

/** Says whether a token is dead after all that has happened. */
export type Model = (past: readonly Happening[], token: number) => boolean;

/**
 * The whole rule: dead if anything it hangs on was raised after it was made, if it was taken away by itself, or while its
 * resident is paused, whenever that began.
 */
export const isDead: Model = (past, token) => {
  const { grant } = past.find((one) => one.kind === 'mint' && one.token === token) as Of<'mint'>;
  const made = past.findIndex((one) => one.kind === 'make' && one.grant === grant);
  const making = past[made] as Of<'make'>;
  const rules = rulesOver(making);
  const isKilled = past.slice(made).some((one) => kills(one, { token, grant, rules }));
  return isKilled || isPaused(past, making.of.resident);
};

/** Whether the last word about a resident was a pause. */
function isPaused(past: readonly Happening[], resident: number): boolean {
  const last = past.findLast(
    (one) => 'resident' in one && one.resident === resident && !one.isRolledBack,
  );
  return last?.kind === 'pause';
}

interface Subject {
  token: number;
  grant: number;
  rules: readonly RuleName[];
}

function kills(one: Happening, { token, grant, rules }: Subject): boolean {
  if (one.kind === 'raise') return !one.isRolledBack && rules.includes(one.rule);
  if (one.kind === 'revoke') return one.token === token;
  return one.kind === 'forget' && one.grant === grant;
}

/** What a grant hangs on; on its session only if the app may not come back without the resident. */
export function rulesOver({ grant, of }: Of<'make'>): RuleName[] {
  const { provider, app, resident, link, session, offline } = of;
  const always: RuleName[] = [
    'issuer/0',
    `provider/${provider}`,
    `app/${app}`,
    `resident/${resident}`,
    `link/${link}`,
    `grant/${grant}`,
  ];
  return offline ? always : [...always, `session/${session}`];
}

/** The same, but blind to some of what happened. */
export function blindTo(ignored: (one: Happening) => boolean): Model {
  return (past, token) =>
    isDead(
      past.filter((one) => !ignored(one)),
      token,
    );
}

/** The same, but with what was raised before a grant was made held against it. */
export const heedlessOfOrder: Model = (past, token) =>
  isDead(
    past.toSorted((one, other) => Number(one.kind === 'raise') - Number(other.kind === 'raise')),
    token,
  );

/** The same, but with a pause that only holds for what was made before it. */
export const forgetfulOfPauses: Model = (past, token) => {
  const minted = past.find((one) => one.kind === 'mint' && one.token === token) as Of<'mint'>;
  const made = past.findIndex((one) => one.kind === 'make' && one.grant === minted.grant);
  return isDead(
    past.filter((one, position) => position > made || one.kind !== 'pause'),
    token,
  );
};
