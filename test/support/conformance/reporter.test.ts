import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { catalogue as whole } from '../../standards/requirements/catalogue.ts';
import type { Catalogue } from '../../standards/requirements/catalogue.ts';
import ConformanceReporter from './reporter.ts';
import type { RunOptions } from './reporter.ts';
import { idsOf } from './verdict.ts';

const catalogue: Catalogue = {
  topics: [
    {
      title: 'Codes',
      requirements: [
        ['TK-01', 'MUST', 'RFC 6749 §3.2', 'Only forms are read.'],
        ['TK-02', 'ours', 'RFC 6749 §5.1', 'Success is 200.'],
        ['TK-03', 'MUST', 'RFC 6749 §5.2', 'An error is JSON.'],
      ],
    },
  ],
  profiles: [{ title: 'Basic OP', modules: [['oidcc-server', 'The whole flow.']] }],
  gaps: { 'TK-03': 'There are no errors yet.' },
};

type Tests = Record<string, string>;
const right: Tests = {
  'TK-01 takes forms': 'passed',
  'TK-01 takes no JSON': 'passed',
  'TK-02 says 200': 'passed',
  'oidcc-server': 'passed',
  'C-01 is of another list': 'passed',
};

const testFile = 'test/standards/codes.test.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'conformance-'));
  for (const folder of ['docs', 'test', 'test/standards']) mkdirSync(join(root, folder));
  writeFileSync(join(root, testFile), '');
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const pageIn = (): string => readFileSync(join(root, 'docs/conformance.md'), 'utf8');
const hasPage = (): boolean => existsSync(join(root, 'docs/conformance.md'));
const rowOf = (id: string): string =>
  pageIn()
    .split('\n')
    .find((line) => line.includes(id)) ?? '';

interface Planted {
  readonly tests?: Tests;
  readonly options?: Partial<RunOptions>;
  readonly results?: object;
  readonly gaps?: Record<string, string>;
}

/** Hands a planted run to the reporter. @returns what it holds against the run */
async function report({ tests = right, options, results, gaps }: Planted = {}): Promise<string> {
  const run: RunOptions = {
    rootDir: root,
    ci: false,
    testPathPatterns: { isSet: () => false },
    ...options,
  };
  const reporter = new ConformanceReporter(run, {
    catalogue: { ...catalogue, ...(gaps && { gaps }) },
  });
  await reporter.onRunComplete(undefined, {
    numRuntimeErrorTestSuites: 0,
    testResults: [
      {
        testFilePath: join(root, testFile),
        testResults: Object.entries(tests).map(([title, status]) => ({ title, status })),
      },
    ],
    ...results,
  });
  return reporter.getLastError()?.message ?? '';
}

const without = (...titles: string[]): Tests =>
  Object.fromEntries(Object.entries(right).filter(([title]) => !titles.includes(title)));

describe('every requirement is accounted for', () => {
  test('a run that proves all of them is let through, and the page says which tests did', async () => {
    expect(await report()).toBe('');
    expect(rowOf('TK-01')).toMatch(
      /MUST +\| RFC 6749 §3\.2 .*`standards\/codes\.test\.ts` +\| passed/,
    );
    expect(rowOf('oidcc-server')).toMatch(/`oidcc-server` .* passed/);
    expect(pageIn()).toContain('2 of 3 requirements have tests that pass.');
    expect(pageIn()).toContain('- **TK-03**: There are no errors yet.');
  });

  test('a missing id is a failure', async () => {
    expect(await report({ tests: without('TK-02 says 200') })).toBe(
      'TK-02 has no test and no reason in the gaps',
    );
    expect(pageIn()).toContain('- **TK-02**: No reason is given.');
  });

  test('a missing module is a failure', async () => {
    expect(await report({ tests: without('oidcc-server') })).toContain('oidcc-server has no test');
  });

  test('a skipped test proves nothing', async () => {
    const tests = { ...right, 'TK-02 says 200': 'pending' };
    expect(await report({ tests })).toContain('TK-02 has no test');
  });

  test('an id both tested and in the gaps is a failure', async () => {
    const tests = { ...right, 'TK-03 says JSON': 'passed' };
    expect(await report({ tests })).toBe('TK-03 stands in the gaps and has a test');
  });

  test('a gap nobody asks about is a failure', async () => {
    const gaps = { ...catalogue.gaps, 'TK-99': 'It was dropped.' };
    expect(await report({ gaps })).toBe('TK-99 stands in the gaps and not in the catalogue');
  });

  test('a test of an id that is not there is a failure', async () => {
    const tests = { ...right, 'TK-04 is new': 'passed' };
    expect(await report({ tests })).toBe('a test begins with TK-04, which is not in the catalogue');
  });

  test('a failing test shows as failed, however many others pass', async () => {
    const tests = { ...right, 'TK-01 takes no JSON': 'failed' };
    expect(await report({ tests })).toBe('');
    expect(rowOf('TK-01')).toContain('failed');
    expect(pageIn()).toContain('1 of 3 requirements');
  });

  test('the catalogue itself names every id once, and gives every gap a reason', () => {
    const ids = idsOf(whole);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(whole.gaps).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('the page is what the last run said', () => {
  const options = { ci: true };

  test('in continuous integration another page is a failure and stays as it was', async () => {
    await report();
    writeFileSync(join(root, 'docs/conformance.md'), pageIn().replace('passed', 'planted'));
    expect(await report({ options })).toContain('docs/conformance.md is out of date');
    expect(pageIn()).toContain('planted');
  });

  test('in continuous integration no page is a failure', async () => {
    expect(await report({ options })).toContain('docs/conformance.md is out of date');
    expect(hasPage()).toBe(false);
  });

  test('in continuous integration the same page is let through', async () => {
    await report();
    expect(await report({ options })).toBe('');
  });

  test('elsewhere it is written anew', async () => {
    writeFileSync(join(root, 'docs/conformance.md'), 'old');
    expect(await report()).toBe('');
    expect(pageIn()).toMatch(/^# Conformance/);
  });
});

describe('a run of some tests is not judged', () => {
  test.each<[string, Planted]>([
    ['a path', { options: { testPathPatterns: { isSet: () => true } } }],
    ['a name', { options: { testNamePattern: 'codes' } }],
    ['a shard', { options: { shard: { shardIndex: 1, shardCount: 2 } } }],
    ['an interrupted run', { results: { wasInterrupted: true } }],
    ['a file that could not be loaded', { results: { numRuntimeErrorTestSuites: 1 } }],
    ['a file that was left out', { results: { testResults: [] } }],
  ])('%s', async (_, planted) => {
    expect(await report({ ...planted, tests: {} })).toBe('');
    expect(hasPage()).toBe(false);
  });
});
