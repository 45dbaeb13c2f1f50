import type { Dice } from '../dice.ts';
import { encoded, mirrored, partsOf } from './compact.ts';
import type { Material } from './material.ts';
import { without } from './mutation.ts';
import type { Json, Mutation } from './mutation.ts';
import { es256 } from './signatures.ts';
import { oddHeader } from './without-our-key.ts';

/** Even our own signature does not make a token good whose header is not that of an access token of ours. */
const oddHeaderSigned: Mutation = (dice, material) => {
  const { header, payload } = partsOf(material.live);
  return signed(oddHeader(header, dice, material), payload, material);
};

/** Nor one whose claims are not those of a living access token. */
const oddClaimsSigned: Mutation = (dice, material) => {
  const { header, payload } = partsOf(material.live);
  return signed(header, refusedClaims(payload, dice, material), material);
};

/** What was taken back stays so, however its signature is written: see (r, n - s), and the spare bits of base64url. */
const revokedRewritten: Mutation = (dice, { revoked }) => {
  const token = dice.pick(revoked);
  const start = token.slice(0, token.lastIndexOf('.') + 1);
  const { signature } = partsOf(token);
  return dice.pick([
    token,
    `${token.slice(0, -1)}${dice.pick([...alphabet])}`,
    `${start}${mirrored(signature).toString('base64url')}`,
    `${start}${signature.toString('base64')}`,
    `${token}${dice.pick(['=', '==', 'A', '.', ' ', '\n', '\0', '#'])}`,
  ]);
};

export const withOurKey: readonly Mutation[] = [oddHeaderSigned, oddClaimsSigned, revokedRewritten];

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const needed = ['iss', 'aud', 'sub', 'jti', 'exp', 'iat'];
const unfit = [null, '', [], {}, true, 1.5, ['a']];

/** Claims of which each single one is reason enough to refuse. */
function refusedClaims(payload: Json, dice: Dice, { app, trap }: Material): unknown {
  const now = Math.floor(Date.now() / 1000);
  const changes: readonly (() => unknown)[] = [
    () => without(payload, dice.pick(needed)),
    () => ({ ...payload, [dice.pick(needed)]: dice.pick(unfit) }),
    () => ({
      ...payload,
      iss: dice.pick([trap, `${String(payload.iss)}/`, 'https://evil.example']),
    }),
    () => ({ ...payload, exp: now - dice.below(100_000) }),
    () => ({ ...payload, [dice.pick(['nbf', 'iat'])]: now + 1000 + dice.below(100_000) }),
    () => ({
      ...payload,
      sid: dice.pick([null, 0, '', '\0', [payload.sid], app.id, dice.text(36)]),
    }),
    () => dice.pick([null, [], 'text', 1, true, [payload]]),
  ];
  return dice.pick(changes)();
}

function signed(header: Json, payload: unknown, { ours }: Material): string {
  const start = `${encoded(header)}.${encoded(JSON.stringify(payload))}`;
  return `${start}.${es256(start, ours.privateKey).toString('base64url')}`;
}
