import { expect, test } from '@jest/globals';
import { isLiveGraphVersion } from '../../../src/config/graph-versions.ts';

const lateIn2026 = Date.parse('2026-11-01');

test.each(['v26.0', 'v25.0', 'v21.0'])('%s is answered late in 2026', (version) => {
  expect(isLiveGraphVersion(version, lateIn2026)).toBe(true);
});

test.each(['v20.0', 'v3.2', 'v27.0', '26.0', '', 'toString', '__proto__'])(
  '%p is not',
  (version) => {
    expect(isLiveGraphVersion(version, lateIn2026)).toBe(false);
  },
);

test('a version ends on its day', () => {
  const end = Date.parse('2027-01-21');
  expect(isLiveGraphVersion('v21.0', end - 1)).toBe(true);
  expect(isLiveGraphVersion('v21.0', end)).toBe(false);
});
