import { describe, expect, test } from '@jest/globals';
import { setImmediate as nextTick } from 'node:timers/promises';
import { BatchedRead } from '../../../src/platform/database/batched-read.ts';

/** A database whose answers come when the test says so: each read in the order it was sent. */
class SlowDatabase {
  readonly sent: (readonly string[])[] = [];
  private readonly ends: PromiseWithResolvers<void>[] = [];

  readonly reads = new BatchedRead<string, string>(async (keys) => {
    const end = Promise.withResolvers<void>();
    this.sent.push(keys);
    this.ends.push(end);
    await end.promise;
    return keys.map((key) => `answer to ${key}`);
  });

  async answer(read: number): Promise<void> {
    this.ends[read]?.resolve();
    await nextTick();
  }

  async fail(read: number): Promise<void> {
    this.ends[read]?.reject(new Error('gone'));
    await nextTick();
  }
}

describe('questions share reads', () => {
  test('those of one tick, each with its own answer', async () => {
    const database = new SlowDatabase();
    const answers = Promise.all(['a', 'b', 'c'].map((key) => database.reads.read(key)));
    await nextTick();
    await database.answer(0);
    expect(await answers).toEqual(['answer to a', 'answer to b', 'answer to c']);
    expect(database.sent).toEqual([['a', 'b', 'c']]);
  });

  test('but never one that was sent before they were asked', async () => {
    const database = new SlowDatabase();
    const first = database.reads.read('a');
    await nextTick();
    const second = database.reads.read('a');
    await database.answer(0);
    await nextTick();
    expect(database.sent).toEqual([['a'], ['a']]);
    await database.answer(1);
    expect([await first, await second]).toEqual(['answer to a', 'answer to a']);
  });

  test('those that come while two reads are under way go together in the next', async () => {
    const database = new SlowDatabase();
    const answers: Promise<string>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      answers.push(database.reads.read(key));
      await nextTick();
    }
    expect(database.sent).toEqual([['a'], ['b']]);
    await database.answer(1);
    expect(database.sent).toEqual([['a'], ['b'], ['c', 'd']]);
    await database.answer(0);
    await database.answer(2);
    expect(await Promise.all(answers)).toHaveLength(4);
  });

  test('and a read that fails is the failure of those in it alone', async () => {
    const database = new SlowDatabase();
    const failing = database.reads.read('a').catch(() => 'failed');
    await nextTick();
    const other = database.reads.read('b');
    await nextTick();
    const later = database.reads.read('c');
    await database.fail(0);
    await nextTick();
    await database.answer(1);
    await database.answer(2);
    expect(await Promise.all([failing, other, later])).toEqual([
      'failed',
      'answer to b',
      'answer to c',
    ]);
  });

  test('more than five hundred need more than one', async () => {
    const database = new SlowDatabase();
    const answers = Array.from({ length: 501 }, (_, key) => database.reads.read(String(key)));
    await nextTick();
    expect(database.sent.map(({ length }) => length)).toEqual([500, 1]);
    await database.answer(0);
    await database.answer(1);
    expect(await answers.at(-1)).toBe('answer to 500');
  });
});
