import { describe, expect, test } from '@jest/globals';
import { pauseAfter, restAfter } from '../../../src/feed/retries.ts';

/** How far many of what should be so long are from it. */
function spreadOf(planned: number, draw: () => number) {
  const shares = Array.from({ length: 500 }, () => draw() / planned);
  return { least: Math.min(...shares), most: Math.max(...shares) };
}

describe('SE-04 as the documentation says, a quarter more or less, is waited', () => {
  test.each([1, 2, 4, 8, 16, 30, 30, 30].map((seconds, failures) => ({ seconds, failures })))(
    '$seconds seconds before a place is asked again that did not answer $failures times before',
    ({ seconds, failures }) => {
      const { least, most } = spreadOf(seconds, () => restAfter(failures));
      expect(least).toBeGreaterThanOrEqual(0.75);
      expect(most).toBeLessThanOrEqual(1.25);
      expect(most - least).toBeGreaterThan(0.3);
    },
  );

  test.each([1, 2, 4, 8, 16, 32, 64, 120, 120].map((minutes, index) => ({ minutes, index })))(
    '$minutes minutes before an event is offered again that was refused $index times before',
    ({ minutes, index }) => {
      const { least, most } = spreadOf(minutes * 60, () => pauseAfter(index + 1));
      expect(least).toBeGreaterThanOrEqual(0.75);
      expect(most).toBeLessThanOrEqual(1.25);
    },
  );

  test('and never longer, however often it failed', () => {
    expect(restAfter(5000)).toBeLessThanOrEqual(37.5);
    expect(pauseAfter(5000)).toBeLessThanOrEqual(9000);
  });
});
