import type { Dice } from '../dice.ts';
import { encoded, partsOf } from './compact.ts';
import type { Material } from './material.ts';
import { without } from './mutation.ts';
import type { Json, Mutation } from './mutation.ts';
import { algorithms, claimOf, kidOf, membersOf, types } from './odd-values.ts';
import { forgeries } from './signatures.ts';

/** The header changed, under the old signature or one that anybody can make. */
const otherHeader: Mutation = (dice, material) => {
  const { header, payload } = partsOf(material.live);
  return forged(
    `${encoded(oddHeader(header, dice, material))}.${encoded(payload)}`,
    dice,
    material,
  );
};

/** The payload changed likewise. */
const otherPayload: Mutation = (dice, material) => {
  const { header, payload } = partsOf(material.live);
  return forged(
    `${encoded(header)}.${encoded(oddClaims(payload, dice, material))}`,
    dice,
    material,
  );
};

/** A forgery that says what it is, as an attacker would write it (RFC 8725 §3.1). */
const honestForgery: Mutation = (dice, material) => {
  const { header, payload } = partsOf(material.live);
  const alg = dice.pick(['none', 'HS256', 'HS384', 'HS512', 'ES256', 'RS256', 'PS256']);
  const claims = dice.chance(0.5) ? payload : oddClaims(payload, dice, material);
  const start = `${encoded({ ...header, alg })}.${encoded(claims)}`;
  return `${start}.${dice.pick(forgeries)(start, dice, material).toString('base64url')}`;
};

/** JSON that a careless reader takes for something else than a careful one does. */
const oddJson: Mutation = (dice, { live }) => {
  const parts = live.split('.');
  const changed = dice.below(2);
  const text = Buffer.from(parts[changed] ?? '', 'base64url').toString();
  const written = dice.pick([
    text.replace('{', '{"alg":"none","iss":"https://evil.example",'),
    text.replace(/\}$/, ',"alg":"none","exp":4000000000}'),
    text.replace(/\}$/, ',"__proto__":{"alg":"none"}}'),
    text.replace(/:\d+/, ':1e400'),
    `\ufeff${text}`,
    ` ${text}\n`,
    `${text}${text}`,
    text.replaceAll('"', "'"),
    text.slice(0, dice.below(text.length)),
    `[${text}]`,
    JSON.stringify(text),
    `${'['.repeat(2000)}${']'.repeat(2000)}`,
    dice.bytes(dice.below(200)).toString('latin1'),
  ]);
  return parts.with(changed, encoded(written)).join('.');
};

export const withoutOurKey: readonly Mutation[] = [
  otherHeader,
  otherPayload,
  honestForgery,
  oddJson,
];

function forged(start: string, dice: Dice, material: Material): string {
  if (dice.chance(0.3)) return `${start}.${material.live.split('.')[2] ?? ''}`;
  return `${start}.${dice.pick(forgeries)(start, dice, material).toString('base64url')}`;
}

/** A header with one thing in it changed. */
export function oddHeader(header: Json, dice: Dice, material: Material): Json {
  const changes: readonly (() => Json)[] = [
    () => ({ ...header, alg: dice.pick(algorithms) }),
    () => ({ ...header, typ: dice.pick(types) }),
    () => ({ ...header, kid: kidOf(dice, material) }),
    () => ({ ...header, ...(membersOf(dice, material) as Json) }),
    () => without(header, dice.pick(['alg', 'typ', 'kid'])),
  ];
  return dice.pick(changes)();
}

function oddClaims(payload: Json, dice: Dice, material: Material): unknown {
  const name = dice.pick([...Object.keys(payload), 'nbf', 'scope', dice.text(6)]);
  if (dice.chance(0.1)) return without(payload, name);
  if (dice.chance(0.1)) return claimOf(dice, material);
  return { ...payload, [name]: claimOf(dice, material) };
}
