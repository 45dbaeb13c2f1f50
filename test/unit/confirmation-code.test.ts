import { expect, test } from '@jest/globals';
import { crockford, newConfirmationCode } from '../../src/kernel/confirmation-code.ts';

test('a code is letters nobody misreads, in groups of four', () => {
  expect(newConfirmationCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(crockford(12)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('no code comes twice, however many are made', () => {
  const codes = Array.from({ length: 20_000 }, newConfirmationCode);
  expect(new Set(codes).size).toBe(codes.length);
});
