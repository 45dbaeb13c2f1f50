import { beforeAll, describe, expect, test } from '@jest/globals';
import { medians } from '../../bench/report.ts';
import { readOptions } from '../../bench/options.ts';
import { Program } from './program.ts';

const figures = {
  perSecond: expect.any(Number),
  p50: expect.any(Number),
  p99: expect.any(Number),
  memoryMiB: expect.any(Number),
  processorMicroseconds: expect.any(Number),
  databaseMicroseconds: expect.any(Number),
};

describe('npm run bench -- --quick --only introspect --json', () => {
  let exitCode: number | null;
  let output: string;

  beforeAll(async () => {
    const program = new Program('../bench/run.js', ['--quick', '--only', 'introspect', '--json']);
    exitCode = await program.exitCode();
    output = program.output;
  }, 120_000);

  test('measures the service next to a bare server, and every answer was right', () => {
    const report: unknown = JSON.parse(output.slice(output.indexOf('{\n')));
    expect(report).toMatchObject({
      rounds: 1,
      machine: { node: process.version, cores: expect.any(Number) },
      coldStart: { milliseconds: expect.any(Number), memoryMiB: expect.any(Number) },
      results: [
        {
          name: 'introspect',
          service: figures,
          bare: figures,
          ratio: {
            perSecond: expect.any(Number),
            p50: expect.any(Number),
            p99: expect.any(Number),
            memoryMiB: expect.any(Number),
          },
        },
      ],
    });
    expect(exitCode).toBe(0);
  });
});

describe('its arguments', () => {
  test('leave out what was not asked for', () => {
    const { scenarios, seconds } = readOptions(['--only', 'jwks,refresh', '--seconds', '2']);
    expect(scenarios.map(({ name }) => name)).toEqual(['jwks', 'refresh']);
    expect(seconds).toBe(2);
  });

  test.each([
    [['--only', 'everything'], 'There is no scenario "everything"'],
    [['--rounds', 'many'], '--rounds must be a number above zero'],
    [['--seconds', '0'], '--seconds must be a number above zero'],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});

test('a median is the middle one, or halfway between the two in the middle', () => {
  expect(
    medians([
      { a: 3, b: 1 },
      { a: 1, b: 10 },
      { a: 2, b: 100 },
    ]),
  ).toEqual({ a: 2, b: 10 });
  expect(medians([{ a: 4 }, { a: 1 }])).toEqual({ a: 2.5 });
});
