import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FreshLoad } from '../../bench/load/fresh-load.ts';
import { PlainLoad } from '../../bench/load/plain-load.ts';
import { medians } from '../../bench/report.ts';
import { readOptions } from '../../bench/options.ts';
import { reached, stayedBelow } from '../../bench/verdict.ts';
import { Program } from './program.ts';

const figures = {
  perSecond: expect.any(Number),
  p50: expect.any(Number),
  p99: expect.any(Number),
  memoryMiB: expect.any(Number),
  processorMicroseconds: expect.any(Number),
  databaseMicroseconds: expect.any(Number),
};

const comparison = {
  perSecond: expect.any(Number),
  p50: expect.any(Number),
  p99: expect.any(Number),
  memoryMiB: expect.any(Number),
  processorMicroseconds: expect.any(Number),
};

const start = {
  milliseconds: expect.any(Number),
  processorMilliseconds: expect.any(Number),
  memoryMiB: expect.any(Number),
};

describe('npm run bench -- --quick --only introspect,jwks-unchanged --json', () => {
  let exitCode: number | null;
  let output: string;

  beforeAll(async () => {
    const args = ['--quick', '--only', 'introspect,jwks-unchanged', '--json'];
    const program = new Program('../bench/run.js', args);
    exitCode = await program.exitCode();
    output = program.output;
  }, 120_000);

  test('measures the service next to a peer and a bare server, and every answer was right', () => {
    expect(output).toContain('"results"');
    const report: unknown = JSON.parse(output.slice(output.indexOf('{\n')));
    const both = { service: figures, peer: figures, bare: figures };
    expect(report).toMatchObject({
      rounds: 1,
      machine: { node: process.version, cores: expect.any(Number) },
      coldStart: { service: start, peer: start },
      results: [
        { name: 'introspect', ...both, toPeer: comparison, toBare: comparison, target: 4 },
        { name: 'jwks-unchanged', peer: null, toPeer: null, toBare: comparison, target: null },
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

  test('may ask for other numbers of connections', () => {
    expect(readOptions([]).connections).toEqual([32]);
    expect(readOptions(['--connections', '1,32,128']).connections).toEqual([1, 32, 128]);
  });

  test.each([
    [['--only', 'everything'], 'There is no scenario "everything"'],
    [['--rounds', 'many'], '--rounds must be a number above zero'],
    [['--seconds', '0'], '--seconds must be a number above zero'],
    [['--connections', '32,no'], '--connections must be a number above zero'],
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

test.each([
  [reached(4.4, 4), 'met, 10 % above'],
  [reached(3, 4), 'missed by 25 %'],
  [stayedBelow(0.63, 0.7), 'met, 10 % below'],
  [stayedBelow(1.4, 0.7), 'missed by 100 %'],
])('a target is judged: %s', (judged, sentence) => {
  expect(judged).toBe(sentence);
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
