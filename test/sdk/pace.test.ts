import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Pace } from '../../sdk/src/pace.ts';
import type { Reading } from '../../sdk/src/pace.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Milliseconds until the list is asked for again. */
async function restAfter(pace: Pace): Promise<number> {
  const began = performance.now();
  const rest = pace.rest(new AbortController().signal);
  await jest.runAllTimersAsync();
  await rest;
  return Math.round(performance.now() - began);
}

test.each<[string, Reading, number, number]>([
  ['news goes on at once', 'news', 3, 50],
  ['a quiet wait goes on at once', 'nothing', 8000, 50],
  ['a gap is closed without any rest', 'gap', 3, 0],
  ['a service that lets nobody wait any more is not worn out', 'nothing', 3, 2000],
])('%s', async (_, reading, milliseconds, rest) => {
  const pace = new Pace(60_000);
  pace.went(reading, milliseconds);
  expect(await restAfter(pace)).toBe(rest);
});

test('where waiting has failed it is not tried for a minute, and looked every two seconds', async () => {
  const pace = new Pace(60_000);
  pace.failed();
  await restAfter(pace);
  expect(pace.waitSeconds).toBe(0);
  pace.went('nothing', 3);
  expect(await restAfter(pace)).toBe(2000);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(pace.waitSeconds).toBe(8);
});
