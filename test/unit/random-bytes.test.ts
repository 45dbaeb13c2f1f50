import { expect, test } from '@jest/globals';
import { randomBytes } from '../../src/kernel/random-bytes.ts';

test('no bytes are handed out twice, whatever is asked for in between', () => {
  const made = Array.from({ length: 5000 }, (_, turn) => randomBytes(16 + (turn % 17)));
  expect(new Set(made.map((bytes) => bytes.toString('hex', 0, 16))).size).toBe(made.length);
});

test('what was handed out stays as it is when more is asked for', () => {
  const bytes = randomBytes(32);
  const before = bytes.toString('hex');
  for (let turn = 0; turn < 1000; turn += 1) randomBytes(32);
  expect(bytes.toString('hex')).toBe(before);
});

test('every bit is as often set as not', () => {
  const bytes = Buffer.concat(Array.from({ length: 4000 }, () => randomBytes(32)));
  for (let bit = 0; bit < 8; bit += 1) {
    const set = bytes.reduce((count, byte) => count + ((byte >> bit) & 1), 0);
    expect(set / bytes.length).toBeCloseTo(0.5, 1);
  }
});
