import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFloorPlan } from './floor-plan.ts';
import { floorRules } from './floor-rules.ts';
import { readSources } from './source-file.ts';

const root = join(import.meta.dirname, '..', '..');
const plan = readFloorPlan(readFileSync(join(root, 'docs', 'architecture.md'), 'utf8'));
const files = readSources(root, ['{src,migrations,sdk/src}/**/*.{ts,tsx}']);

describe('the code follows the floor plan', () => {
  test('which has floors and rooms, and files to hold against it', () => {
    expect(plan.floors.get('kernel')).toBe(0);
    expect(plan.floors.size).toBeGreaterThan(15);
    expect(plan.rooms.has('http')).toBe(true);
    expect(files.length).toBeGreaterThan(50);
  });

  test.each(Object.entries(floorRules))('%s', (_name, rule) => {
    expect(rule(files, plan)).toEqual([]);
  });
});
