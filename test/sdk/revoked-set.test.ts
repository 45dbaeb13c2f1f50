import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AccessTokenClaims } from '../../sdk/src/claims.ts';
import { RevokedSet } from '../../sdk/src/revoked-set.ts';
import type { ListPart } from '../../sdk/src/revoked-set.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const part = (seq: number, changes: Partial<ListPart> = {}): ListPart => ({
  line: 'a',
  iat: 0,
  from: seq - 1,
  seq,
  keep: 420,
  revoked: [],
  paused: [],
  resumed: [],
  ...changes,
});
const token = (name: string): AccessTokenClaims =>
  ({ jti: name, sid: 'grant', epochs: ['epoch'] }) as unknown as AccessTokenClaims;

/** A set that has begun, and has taken these parts. */
function having(...parts: ListPart[]): RevokedSet {
  const set = new RevokedSet();
  for (const one of parts) expect(set.take(one)).toBe(true);
  return set;
}

function pass(set: RevokedSet, seconds: number): void {
  jest.advanceTimersByTime(seconds * 1000);
  set.prune();
}

describe('a name', () => {
  test.each(['revoked', 'paused'] as const)(
    'that is %s is known for as long as it matters, and no longer',
    (kind) => {
      const set = having(part(1, { [kind]: ['grant'] }));
      pass(set, 419);
      expect(set.ends(token('one'))).toBe(true);
      pass(set, 2);
      expect(set.ends(token('one'))).toBe(false);
    },
  );

  test('that comes again is known for longer, and keeps no other', () => {
    const set = having(part(1, { revoked: ['again'] }), part(2, { revoked: ['once'] }));
    pass(set, 200);
    set.take(part(3, { revoked: ['again'] }));
    pass(set, 221);
    expect([set.ends(token('again')), set.ends(token('once'))]).toEqual([true, false]);
  });

  test('that everything does not hold any more is not known any more', () => {
    const set = having(part(1, { revoked: ['one'] }), part(7, { from: 0, revoked: ['two'] }));
    expect([set.ends(token('one')), set.ends(token('two'))]).toEqual([false, true]);
  });
});

test.each([
  ['another list', part(3, { line: 'b' })],
  ['a number that was left out', part(4)],
  ['the same number again', part(2)],
])('a part of %s is not taken', (_what, other) => {
  const set = having(part(1, { from: 0 }), part(2));
  expect(set.take(other)).toBe(false);
  expect(set.position).toBe('a.2');
});
