import type { Dice } from '../dice.ts';
import type { Mutation } from './mutation.ts';

type TextChange = (token: string, dice: Dice) => string;

const letters = [...'ABCxyz019-_.=+/%~ \n\0é🦜'];

const changes: readonly TextChange[] = [
  (token, dice) => token.slice(0, dice.below(token.length)),
  (token, dice) => token.slice(1 + dice.below(token.length)),
  (token, dice) => spliced(token, dice, { removed: 1, added: dice.pick(letters) }),
  (token, dice) => spliced(token, dice, { removed: 0, added: dice.pick(letters) }),
  (token, dice) => spliced(token, dice, { removed: 1 + dice.below(8), added: '' }),
  (token, dice) => spliced(token, dice, { removed: 0, added: dice.text(dice.below(200)) }),
  (token) => token.toUpperCase(),
  (token, dice) => token.replaceAll('.', dice.pick([',', '%2e', '\u3002', '\0', ''])),
  (token) => `${token}.${token}`,
  (token) => `${token}..`,
  (token) => `.${token}`,
  (token) => `Bearer ${token}`,
  (token) => `${token}~${token}~`,
  (token) => `"${token}"`,
  (token) => encodeURIComponent(encodeURIComponent(`${token}.`)),
  (token) => Buffer.from(token).toString('base64url'),
  (token) => token.split('.').toReversed().join('.'),
  (token, dice) => `${token}${'A'.repeat(dice.pick([1000, 8192, 9000, 40_000, 70_000]))}`,
  (token, dice) => `${'A'.repeat(dice.pick([1000, 8192, 40_000]))}.${token}`,
  (token) => asJson(token),
  (_, dice) => dice.bytes(dice.below(300)).toString('latin1'),
  (_, dice) => dice.pick(['.', '..', '...', 'null', '{}', '0', ' ', 'undefined', '\0', 'a.b.c']),
];

/** A good token, damaged as a text. */
export const damaged: Mutation = (dice, { live }) => dice.pick(changes)(live, dice);

interface Splice {
  removed: number;
  added: string;
}

function spliced(text: string, dice: Dice, { removed, added }: Splice): string {
  const place = dice.below(text.length);
  return `${text.slice(0, place)}${added}${text.slice(place + removed)}`;
}

/** JWS JSON serialization (RFC 7515 §7.2), which we do not read. */
function asJson(token: string): string {
  const [header, payload, signature] = token.split('.');
  return JSON.stringify({ protected: header, payload, signature });
}
