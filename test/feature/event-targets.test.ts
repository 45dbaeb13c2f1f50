import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { isPushTarget } from '../../src/platform/outgoing/push-target.ts';
import { BoundedPost } from '../../src/platform/outgoing/bounded-post.ts';
import type { Lookup } from '../../src/platform/outgoing/reach.ts';

const inProduction = { privateNetworks: [], loopback: false };
const onIntranet = { privateNetworks: ['10.20.0.0/16', 'fd12::/32'], loopback: false };

describe('C-54 where events may be sent to', () => {
  test.each([
    'http://parks.example.gov/events',
    'https://127.0.0.2/events',
    'https://[::1]:8443/x',
    'https://169.254.169.254/latest',
    'https://10.1.2.3/',
    'https://100.64.1.1/',
    'https://[fd00::1]/',
    'https://0.0.0.0/',
    'https://2130706433/',
    'https://0x0a000001/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost./',
    'https://intranet/',
    'https://user@parks.example.gov/',
    'https://parks.example.gov:22/',
    'https://parks.example.gov/#x',
    'https://parks.example.gov/#',
    'https://parks.example.gov/*',
    'https://parks.example.gov/ä',
    'file:///etc/passwd',
  ])('is a public https address, and not %s', (address) => {
    expect(isPushTarget(address, inProduction)).toBe(false);
  });

  test('is no longer than five hundred characters', () => {
    const address = 'https://parks.example.gov/';
    expect(isPushTarget(address.padEnd(500, 'x'), inProduction)).toBe(true);
    expect(isPushTarget(address.padEnd(501, 'x'), inProduction)).toBe(false);
  });

  test.each(['https://parks.example.gov/events', 'https://93.184.215.14:8443/x?y=z'])(
    'is such as %s',
    (address) => {
      expect(isPushTarget(address, inProduction)).toBe(true);
    },
  );

  test('is a network of the city’s own where a setting names it', () => {
    const asked = [
      'https://10.20.3.4/',
      'https://10.21.3.4/',
      'https://[fd12::1]/',
      'https://[fd13::1]/',
    ];
    expect(asked.map((address) => isPushTarget(address, onIntranet))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('C-54 what a name stands for is asked when it is sent', () => {
  /** Says what it is told to, one answer after the other. */
  const resolver =
    (...answers: string[][]): Lookup =>
    (_host, _options, done) => {
      const addresses = answers.length > 1 ? answers.shift() : answers[0];
      done(
        null,
        (addresses ?? []).map((address) => ({ address, family: 4 })),
      );
    };

  async function send(lookup: Lookup): Promise<number> {
    let connections = 0;
    const canary = createServer().listen(0, '127.0.0.1');
    canary.on('connection', () => (connections += 1));
    await once(canary, 'listening');
    const { port } = canary.address() as AddressInfo;
    const http = new BoundedPost(inProduction, lookup);
    const answer = await http.send(`http://parks.example.gov:${port}/`, { headers: {}, body: 'x' });
    expect(answer).toEqual({ kind: 'unavailable' });
    await http.close();
    canary.close();
    return connections;
  }

  test.each([
    ['loopback', [['127.0.0.1']]],
    ['loopback after a public address was given before', [['127.0.0.1'], ['93.184.215.14']]],
    ['a public address and loopback', [['93.184.215.14', '127.0.0.1']]],
    ['nothing', [[]]],
  ])('and nothing goes to %s', async (_what, answers) => {
    expect(await send(resolver(...answers))).toBe(0);
  });

  test('nor to an address that is written as one', async () => {
    const http = new BoundedPost(inProduction);
    const sent = { headers: {}, body: 'x' };
    expect(await http.send('http://127.0.0.1:9/', sent)).toEqual({ kind: 'unavailable' });
    await http.close();
  });
});
