import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const linesOf = (file: string) => readFileSync(join(root, file), 'utf8').split('\n');

/** The instructions after the last FROM: all that ends up in the image. */
function finalStage(): string[] {
  const lines = linesOf('Dockerfile');
  return lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
}

describe('the container image', () => {
  test('holds the compiled service, its migrations and its production packages, and nothing else', () => {
    const copied = finalStage().filter((line) => /^(COPY|ADD) /.test(line));
    expect(copied).toEqual([
      'COPY package.json ./',
      'COPY --from=dependencies /build/node_modules node_modules',
      'COPY --from=build /build/dist/migrations dist/migrations',
      'COPY --from=build /build/dist/src dist/src',
    ]);
  });

  test('takes production packages only', () => {
    const installs = linesOf('Dockerfile').filter((line) => line.includes('npm ci'));
    expect(installs[1]).toContain('--omit=dev --omit=optional');
  });

  test('never sees development, tests or secrets while it is built', () => {
    const [first, ...allowed] = linesOf('.dockerignore').filter((line) => /^[^#]/.test(line));
    expect(first).toBe('*');
    const names = allowed.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(names.filter((name) => /dev|test|bench|secret|\.env|\.git/.test(name))).toEqual([]);
  });

  test('starts the service as `npm run start:prod` does', () => {
    const manifest = linesOf('package.json').join('\n');
    const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
    const command = finalStage().find((line) => line.startsWith('CMD '));
    expect(JSON.parse(command?.slice(4) ?? '')).toEqual(scripts['start:prod']?.split(' '));
  });

  test('runs as a numbered user without rights, and says whether it is alive', () => {
    const stage = finalStage().join('\n');
    expect(stage).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(stage).toMatch(/^HEALTHCHECK [^]*\/health\/live/m);
  });
});
