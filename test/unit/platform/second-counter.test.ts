import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { SecondCounter } from '../../../src/platform/http/limits/second-counter.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('each name may come as often as allowed, and says when it may come again', () => {
  const counter = new SecondCounter(2);
  expect(['a', 'a', 'b', 'b'].map((name) => counter.count(name))).toEqual([0, 0, 0, 0]);
  jest.advanceTimersByTime(400);
  expect(counter.count('a')).toBe(600);
});

test('a second later nothing is held against anybody', () => {
  const counter = new SecondCounter(1);
  counter.count('a');
  jest.advanceTimersByTime(999);
  expect(counter.count('a')).toBeGreaterThan(0);
  jest.advanceTimersByTime(1);
  expect(counter.count('a')).toBe(0);
  expect(counter.count('a')).toBeGreaterThan(0);
});
