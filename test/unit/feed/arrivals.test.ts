import { describe, expect, test } from '@jest/globals';
import { Arrivals } from '../../../src/feed/arrivals.ts';

/** Longer than a test may take. */
const long = { milliseconds: 60_000 };

/** Looks that find these things, one after the other, and count themselves. */
function looksThat(...finds: (() => string | null)[]) {
  const looks = { count: 0 };
  const look = (): Promise<string | null> => {
    const find = finds[looks.count];
    looks.count += 1;
    return Promise.resolve(find?.() ?? null);
  };
  return { look, looks };
}

const nothing = () => null;

describe('whoever waits for news', () => {
  test('misses nothing that arrives while they look', async () => {
    const arrivals = new Arrivals();
    const arrivesNow = () => {
      arrivals.wake();
      return null;
    };
    const { look, looks } = looksThat(arrivesNow, () => 'news');
    expect(await arrivals.until(look, long)).toBe('news');
    expect(looks.count).toBe(2);
  });

  test('waits on when the news is for somebody else', async () => {
    const arrivals = new Arrivals();
    const wakeAgain = () => {
      queueMicrotask(() => arrivals.wake());
      return null;
    };
    const { look } = looksThat(wakeAgain, wakeAgain, () => 'news');
    expect(await arrivals.until(look, long)).toBe('news');
  });

  test('looks once more when the time is over', async () => {
    const { look } = looksThat(nothing, () => 'late');
    expect(await new Arrivals().until(look, { milliseconds: 1 })).toBe('late');
  });

  test('looks once when they cannot wait, or the service ends', async () => {
    const arrivals = new Arrivals();
    const { look, looks } = looksThat(nothing);
    expect(await arrivals.until(look, { milliseconds: 0 })).toBeNull();
    arrivals.end();
    expect(await arrivals.until(look, long)).toBeNull();
    expect(looks.count).toBe(2);
  });
});
