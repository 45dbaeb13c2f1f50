import { describe, expect, test } from '@jest/globals';
import { Arrivals } from '../../../src/feed/arrivals.ts';

/** Longer than a test may take. */
const long = { milliseconds: 60_000, caller: 'parks', gone: new AbortController().signal };

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
    expect(await new Arrivals().until(look, { ...long, milliseconds: 1 })).toBe('late');
  });

  test('looks once when they cannot wait, or the service ends', async () => {
    const arrivals = new Arrivals();
    const { look, looks } = looksThat(nothing);
    expect(await arrivals.until(look, { ...long, milliseconds: 0 })).toBeNull();
    arrivals.end();
    expect(await arrivals.until(look, long)).toBeNull();
    expect(looks.count).toBe(2);
  });
});

describe('of many who wait', () => {
  const most = { all: 3, ofOne: 2 };

  /** Somebody who finds nothing until they are woken. */
  function waiting(arrivals: Arrivals, caller: string, gone = new AbortController()) {
    const { look } = looksThat(nothing, () => caller);
    return { gone, answer: arrivals.until(look, { ...long, caller, gone: gone.signal }) };
  }

  const answersAtOnce = async (arrivals: Arrivals, caller: string) => {
    expect(await waiting(arrivals, caller).answer).toBeNull();
  };

  test('so many are held for each app, and so many for all; others are answered at once', async () => {
    const arrivals = new Arrivals(most);
    const held = [waiting(arrivals, 'parks'), waiting(arrivals, 'parks')];
    await answersAtOnce(arrivals, 'parks');
    held.push(waiting(arrivals, 'library'));
    await answersAtOnce(arrivals, 'pools');
    arrivals.wake();
    expect(await Promise.all(held.map(({ answer }) => answer))).toEqual([
      'parks',
      'parks',
      'library',
    ]);
    const next = waiting(arrivals, 'parks');
    arrivals.wake();
    expect(await next.answer).toBe('parks');
  });

  test('who goes away gives their place to the next', async () => {
    const arrivals = new Arrivals({ all: 1, ofOne: 1 });
    const first = waiting(arrivals, 'parks');
    await answersAtOnce(arrivals, 'parks');
    first.gone.abort();
    await first.answer;
    const second = waiting(arrivals, 'parks');
    arrivals.wake();
    expect(await second.answer).toBe('parks');
  });
});
