import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FreshLoad } from '../../bench/load/fresh-load.ts';
import { PlainLoad } from '../../bench/load/plain-load.ts';
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
      coldStart: {
        milliseconds: expect.any(Number),
        processorMilliseconds: expect.any(Number),
        memoryMiB: expect.any(Number),
      },
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

describe('a wrong answer ends the run', () => {
  let server: Server;
  let origin: string;
  const isRight = (body: string) => body === 'right';
  const load = (path: string) =>
    new PlainLoad({ origin, requests: [{ method: 'GET', path }], isRight });

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.writeHead(url === '/error' ? 500 : 200).end(url === '/lie' ? 'wrong' : 'right');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([['/error'], ['/lie']])('of a server that answers %s', async (path) => {
    await expect(load(path).run(0.2)).rejects.toThrow('Not every answer was the right one');
  });

  test('of our own loop', async () => {
    const turn = async () => {
      throw new Error('wrong');
    };
    await expect(new FreshLoad(turn).run(0.2)).rejects.toThrow('wrong');
  });

  test('and right answers do not', async () => {
    const { latencies, seconds } = await load('/').run(0.2);
    expect(latencies.length).toBeGreaterThan(0);
    expect(seconds).toBeGreaterThanOrEqual(0.2);
  });
});

test('our own loop ends early when there is nothing fresh left', async () => {
  let left = 50;
  const turn = () => (left-- > 0 ? Promise.resolve() : null);
  const { latencies } = await new FreshLoad(turn).run(60);
  expect(latencies.length).toBe(50);
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
