import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

/** Not ours, or never committed: the folders that `.gitignore` names, and the history itself. */
const ignored = new Set(
  readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''))
    .concat('.git'),
);

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** Folders that exist only on the machine where somebody happened to work. */
const places = ['work', 'farm', 'root', 'home', 'Users'];
const outside = new RegExp(`(?<![\\w.:*-])/(?:${places.join('|')})/(?=[\\w.-])`);

describe('no file names a place outside the repository', () => {
  test('such as a folder of one particular machine', () => {
    const text = (path: string) => readFileSync(join(root, path), 'utf8');
    const ours = filesBelow('.').filter((path) => !text(path).includes('\0'));
    expect(ours.length).toBeGreaterThan(50);
    expect(ours.filter((path) => outside.test(text(path)))).toEqual([]);
  });

  test.each(places)('the check notices /%s', (place) => {
    expect(outside.test(`see /${place}/notes.md`)).toBe(true);
    expect(outside.test(`"/${place}/main"`)).toBe(true);
    expect(outside.test(`https://example.org/${place}/main`)).toBe(false);
  });
});
