import { describe, expect, test } from '@jest/globals';
import {
  confirmationCodeOf,
  crockford,
  newConfirmationCode,
  readCode,
} from '../../src/kernel/confirmation-code.ts';

test('a code is letters nobody misreads, in groups of four', () => {
  expect(newConfirmationCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(crockford(12)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('no code comes twice, however many are made', () => {
  const codes = Array.from({ length: 20_000 }, newConfirmationCode);
  expect(new Set(codes).size).toBe(codes.length);
});

describe('a code that somebody typed', () => {
  const code = '0011-789A-BCDE-FGHJ-KMNP';

  test.each([
    code,
    '0011789abcdefghjkmnp',
    'oOiL 789A BCDE FGHJ KMNP',
    ' 0011–789A–bcde–FGHJ–kmnp ',
  ])('"%s" is read as we write it', (typed) => {
    expect(readCode(typed)).toBe(code);
  });

  test.each([
    '',
    '0011',
    `${code}-0`,
    code.replace('A', 'U'),
    code.replace('A', '*'),
    'x'.repeat(999),
  ])('"%s" is none', (typed) => {
    expect(readCode(typed)).toBeNull();
  });

  test('may be of another length, when that is the one expected', () => {
    expect(readCode('7k3f9qtr', 8)).toBe('7K3F-9QTR');
    expect(readCode('7k3f9qt', 8)).toBeNull();
  });

  test('comes out the same from the same bytes, and only from those', () => {
    const bytes = Buffer.alloc(32, 7);
    expect(confirmationCodeOf(bytes)).toBe('7777-7777-7777-7777-7777');
    expect(readCode(confirmationCodeOf(bytes))).toBe(confirmationCodeOf(bytes));
  });
});
