import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isStrictObject } from '../../../src/platform/outgoing/strict-json.ts';

test.each([
  '{}',
  ' { "a" : 1, "b" : { "a" : [ "a", {"a":null} ] } } ',
  '{"a":"} { \\" \\\\","b":"x\\":1"}',
  '{"a:":1,"a":2}',
])('%s says one thing', (text) => {
  expect(isStrictObject(text)).toBe(true);
});

test.each([
  '',
  'null',
  '"text"',
  '[]',
  '[{}]',
  '{"a":1',
  '{"a":1,"a":1}',
  '{"a":1, "\\u0061" :2}',
  '{"b":[{"c":{"a":1,"x":"}","a":2}}]}',
  `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`,
  `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
])('%.40s is not believed', (text) => {
  expect(isStrictObject(text)).toBe(false);
});

test('whatever JSON.stringify writes of a shallow object is believed', () => {
  const shallow = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(shallow, (value) => {
      expect(isStrictObject(JSON.stringify(value))).toBe(true);
    }),
  );
});
