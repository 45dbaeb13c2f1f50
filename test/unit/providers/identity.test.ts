import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanName, personFrom } from '../../../src/providers/identity.ts';

describe('a user ID', () => {
  test.each(['110248495921238986420', '7', 'a|b_c-d.e=f', '9'.repeat(255)])('%s is kept', (id) => {
    expect(personFrom({ id })).toEqual({ subject: id, displayName: null });
  });

  test.each([undefined, null, '', ' ', '1 2', '1\n', 0, 1, 9007199254740993n, true, [], {}, ['1']])(
    '%p is refused',
    (id) => {
      expect(personFrom({ id })).toBeNull();
    },
  );

  test.each(['../x', 'a\\b', '1\u0000', '🦜', 'é', '9'.repeat(256)])('%p is refused', (id) => {
    expect(personFrom({ id })).toBeNull();
  });

  test('comes with the name and nothing else', () => {
    const profile = { id: '1', displayName: 'Ana', emails: ['a@b.c'], _json: {}, _raw: '{}' };
    expect(personFrom(profile)).toEqual({ subject: '1', displayName: 'Ana' });
  });
});

describe('a display name', () => {
  test.each([
    ['  Ana   Rivera ', 'Ana Rivera'],
    ['Jose\u0301', 'José'],
    ['Ana\r\nRivera\t2', 'Ana Rivera 2'],
    ['\u202Egnp.exe\u2066', 'gnp.exe'],
    ['A\u200Bn\u200Da\uFEFF\u00AD', 'Ana'],
    ['a\u0000b\u0007c\u0085d', 'abcd'],
    ['half \uD800 left', 'half \uFFFD left'],
    ['李小龍', '李小龍'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
  ])('%p is kept as %p', (name, kept) => {
    expect(cleanName(name)).toBe(kept);
  });

  test.each([undefined, null, '', ' \t\n', '\u200B\u202E', '\u3164', 5, {}, ['Ana']])(
    '%p is no name',
    (name) => {
      expect(cleanName(name)).toBeNull();
    },
  );

  test('has at most 100 code points, never half a one', () => {
    expect(cleanName('🦜'.repeat(101))).toBe('🦜'.repeat(100));
  });

  test('is one clean line whatever comes, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const kept = cleanName(name) ?? 'x';
        expect(kept).toBe(kept.trim());
        expect(kept.isWellFormed()).toBe(true);
        expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(Array.from(kept).length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
