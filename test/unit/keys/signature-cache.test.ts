import { describe, expect, test } from '@jest/globals';
import { SignatureCache } from '../../../src/keys/verification/signature-cache.ts';

describe('the memory of good signatures', () => {
  const now = 1000;
  const claims = { exp: 2000 };

  test('knows exactly the text it was given, until it expires', () => {
    const cache = new SignatureCache();
    cache.set('token', claims, now);
    expect(cache.get('token', 1999)).toBe(claims);
    expect(cache.get('tokeN', 1999)).toBeUndefined();
    expect(cache.get('token', 2000)).toBeUndefined();
    expect(cache.get('token', now)).toBeUndefined();
  });

  test('keeps nothing that has no end or is over', () => {
    const cache = new SignatureCache();
    for (const exp of [undefined, 'never', Number.NaN, now]) {
      cache.set('token', { exp }, now);
      expect(cache.get('token', now)).toBeUndefined();
    }
  });

  test('is bounded, and keeps what is asked for', () => {
    const cache = new SignatureCache(10);
    cache.set('popular', claims, now);
    for (let turn = 0; turn < 100; turn += 1) {
      cache.set(`token ${turn}`, claims, now);
      expect(cache.get('popular', now)).toBe(claims);
    }
    const kept = Array.from({ length: 100 }, (_, turn) => cache.get(`token ${turn}`, now));
    expect(kept.filter((one) => one !== undefined).length).toBeLessThanOrEqual(20);
  });
});
