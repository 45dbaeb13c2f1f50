import { beforeAll, describe, expect, test } from '@jest/globals';
import { Program } from './program.ts';

interface Line {
  step?: string;
  figure?: string;
  seconds?: number;
  ledger?: string[];
  ok?: boolean;
  claims?: Record<string, unknown>;
}

describe('npm run demo -- --json', () => {
  let lines: Line[];
  let exitCode: number | null;

  beforeAll(async () => {
    const program = new Program('demo.js', ['--json']);
    exitCode = await program.exitCode();
    lines = program.lines.map((line) => JSON.parse(line) as Line);
  }, 60_000);

  const stepNamed = (name: string) => lines.find(({ step }) => step === name);

  test('succeeds, and its last line says so', () => {
    expect(lines.at(-1)).toMatchObject({ ok: true, seconds: expect.any(Number) });
    expect(exitCode).toBe(0);
  });

  test('takes every step of the life of a link, in order', () => {
    const names = lines.map(({ step }) => step).filter((step) => step !== undefined);
    expect(names.slice(names.indexOf('Link made'))).toEqual([
      'Link made',
      'Code exchanged',
      'Token verified offline',
      'Introspection says yes',
      'Userinfo',
      'Refresh',
      'Link revoked by staff',
      'Introspection says no',
      'Refresh refused',
      'Userinfo refused',
    ]);
  });

  test('tells of each step a figure and its seconds', () => {
    for (const { figure, seconds } of lines.slice(0, -1)) {
      expect(figure).not.toBe('');
      expect(seconds).toBeGreaterThanOrEqual(0);
    }
  });

  test('shows what each step left in the ledger', () => {
    expect(stepNamed('Link made')?.ledger).toEqual(
      expect.arrayContaining(['flow.consumed', 'link.created', 'consent.given']),
    );
    expect(stepNamed('Link revoked by staff')?.ledger).toContain('link.removed');
    expect(stepNamed('Introspection says yes')?.ledger).toEqual([]);
  });

  test('prints claims that hold no name and no user ID', () => {
    const { claims } = lines.at(-1) ?? {};
    expect(claims).toMatchObject({ aud: 'urn:civic-link:app:parks-pass' });
    expect(JSON.stringify(claims)).not.toMatch(/Ana Rivera|110248495921238986420/);
  });
});
