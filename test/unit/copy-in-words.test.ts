import { describe, expect, test } from '@jest/globals';
import type { Telling } from '../../src/activity/names.ts';
import { advertisedScopes } from '../../src/apps/scopes.ts';
import { detailInWords, detailLabels } from '../../src/export/detail-words.ts';
import { valueInWords } from '../../src/export/value-words.ts';
import type { AnyFieldKind } from '../../src/ledger/catalogue/field-kinds.ts';
import { recordEvents } from '../../src/ledger/catalogue/record-events.ts';
import { residentEvents } from '../../src/ledger/catalogue/resident-events.ts';
import { languages, sayIn } from '../../src/words/words.ts';
import type { Language } from '../../src/words/words.ts';

const telling = (language: Language): Telling => ({
  language,
  say: sayIn(language),
  provider: (id) => `provider ${id}`,
  app: (id) => `app ${id}`,
});

/** Fields with their choices; nobody whose record was erased is there to read why. */
const choosing = Object.entries({ ...residentEvents, ...recordEvents })
  .filter(([type]) => type !== 'resident.erased')
  .flatMap(([, { fields }]) => Object.entries<AnyFieldKind>(fields))
  .filter(([, { name }]) => name.includes(' / '))
  .flatMap(([field, { name }]) => name.split(' / ').map((code): [string, string] => [field, code]));

describe.each(languages)('in %s', (language) => {
  test('every choice of every field of an entry has words', () => {
    expect(choosing.length).toBeGreaterThan(30);
    const raw = choosing.filter(
      ([field, code]) => valueInWords(field, code, telling(language)) === code,
    );
    expect(raw).toEqual([]);
  });

  test('no two fields of an entry have one label', () => {
    const labels = Object.values(detailLabels).map((key) => sayIn(language)(key));
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('every scope that a resident can be asked for has words beside its code', () => {
    for (const scope of advertisedScopes)
      expect(valueInWords('scopes', [scope], telling(language))).toEqual([
        expect.stringMatching(new RegExp(`^\\p{L}.* \\(${scope}\\)$`, 'u')),
      ]);
  });
});

test.each(['constructor', '__proto__', 'toString'])(
  'a code or a field called %s is shown as it is',
  (name) => {
    expect(valueInWords('reason', name, telling('en'))).toBe(name);
    expect(valueInWords(name, 'x', telling('en'))).toBe('x');
    const detail = JSON.parse(`{ "${name}": "x" }`) as object;
    expect(Object.entries(detailInWords(detail, telling('en')))).toEqual([[name, 'x']]);
  },
);

test('what is no text stays what it is', () => {
  const at = new Date(0);
  for (const value of [null, undefined, 7, false, at])
    expect(valueInWords('provider', value, telling('en'))).toBe(value);
});
