import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Config } from '../../src/config/config.ts';
import { Vault } from '../../src/vault/vault.ts';

const place = { table: 'link', column: 'sealed_name', row: '7c4f1c1e-0000-4000-8000-000000000001' };
const [first, second] = [key('2025', 1), key('2026', 2)];
const refusal = 'Something went wrong on our side.';
const vault = vaultWith(first, second);

function key(id: string, fill: number) {
  return { id, key: Buffer.alloc(32, fill) };
}

function vaultWith(...keyRing: { id: string; key: Buffer }[]): Vault {
  return new Vault({ vault: { keyRing, indexKey: Buffer.alloc(32, 9) } } as unknown as Config);
}

function detailOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String((error as { detail?: unknown }).detail);
  }
  return 'no error';
}

describe('sealing under the key ring', () => {
  test('gives back any text, and nothing of it can be read in the sealed bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (text) => {
        const sealed = vault.seal(place, text);
        expect(vault.open(place, sealed)).toBe(Buffer.from(text).toString());
        expect(sealed.includes(Buffer.from(text))).toBe(false);
      }),
    );
  });

  test('never gives the same bytes twice', () => {
    expect(vault.seal(place, 'Ana')).not.toEqual(vault.seal(place, 'Ana'));
  });

  test('uses the newest key and still opens what an older one sealed', () => {
    const old = vaultWith(first).seal(place, 'Ana');
    expect(vault.open(place, old)).toBe('Ana');
    expect(() => vaultWith(first).open(place, vault.seal(place, 'Ana'))).toThrow(refusal);
  });

  test('names the missing key, and nothing else of the value', () => {
    const sealed = vault.seal(place, 'Ana');
    expect(detailOf(() => vaultWith(first).open(place, sealed))).toBe(
      'cannot open link.sealed_name: key "2026" is not in the key ring',
    );
  });

  test('opens at its own place only', () => {
    const sealed = vault.seal(place, 'Ana');
    for (const change of [{ table: 'flow' }, { column: 'sealed_subject' }, { row: 'other' }]) {
      const elsewhere = { ...place, ...change };
      expect(detailOf(() => vault.open(elsewhere, sealed))).toMatch(/altered or moved$/);
    }
  });

  test('does not confuse places whose names run together', () => {
    const sealed = vault.seal({ table: 'a', column: 'bc', row: 'd' }, 'Ana');
    expect(() => vault.open({ table: 'ab', column: 'c', row: 'd' }, sealed)).toThrow(refusal);
  });

  test('notices a change of any single byte', () => {
    const sealed = vault.seal(place, 'Ana');
    for (const position of sealed.keys()) {
      const altered = Buffer.from(sealed);
      altered[position] = (altered[position] ?? 0) ^ 1;
      expect(() => vault.open(place, altered)).toThrow(refusal);
    }
  });

  test('refuses bytes that are no sealed value, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(detailOf(() => vault.open(place, Buffer.from(bytes)))).toMatch(/^cannot open link/);
      }),
    );
  });

  test('needs at least one key', () => {
    expect(() => vaultWith()).toThrow('The key ring of the vault is empty.');
  });
});

describe('sealing under a presented secret', () => {
  const sealed = vault.sealUnder('secret-of-the-browser', place, 'Ana');

  test('opens for whoever shows the secret, whatever the key ring', () => {
    expect(vaultWith(first).openUnder('secret-of-the-browser', place, sealed)).toBe('Ana');
  });

  test('answers null for another secret, another place and altered bytes', () => {
    expect(vault.openUnder('secret-of-a-stranger', place, sealed)).toBeNull();
    expect(vault.openUnder('', place, sealed)).toBeNull();
    const elsewhere = { ...place, row: 'other' };
    expect(vault.openUnder('secret-of-the-browser', elsewhere, sealed)).toBeNull();
    const altered = Buffer.from(sealed.with(-1, (sealed.at(-1) ?? 0) ^ 1));
    expect(vault.openUnder('secret-of-the-browser', place, altered)).toBeNull();
  });

  test('is a world apart from the key ring', () => {
    expect(() => vault.open(place, sealed)).toThrow(refusal);
    expect(vault.openUnder('secret-of-the-browser', place, vault.seal(place, 'Ana'))).toBeNull();
  });
});

describe('blind indexes and MACs', () => {
  test('are the same for the same value, under every key ring', () => {
    expect(vault.blindIndex('link', 'google', '1')).toEqual(
      vaultWith(first).blindIndex('link', 'google', '1'),
    );
    expect(vault.mac('refresh', 'text')).toBe(vaultWith(first).mac('refresh', 'text'));
  });

  test('are different for every other label or split of the parts', () => {
    const indexes = [
      vault.blindIndex('link', 'google', '12'),
      vault.blindIndex('name', 'google', '12'),
      vault.blindIndex('link', 'google1', '2'),
      vault.blindIndex('link', 'google12'),
      vault.blindIndex('linkgoogle', '12'),
    ].map((index) => index.toString('hex'));
    expect(new Set(indexes).size).toBe(indexes.length);
    expect(vault.mac('refresh', 'text')).not.toBe(vault.mac('code', 'text'));
    expect(vault.mac('refresh', 'text')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
