import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { BoundedHttp } from '../../../src/platform/outgoing/bounded-http.ts';
import { exchangeLimits } from '../../../src/platform/outgoing/limits.ts';
import { isPublicAddress, publicLookup } from '../../../src/platform/outgoing/public-internet.ts';

describe('C-54 an address on the public internet', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '127.0.0.1',
    '127.8.8.8',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    'localhost',
    '0x7f.1',
    '2130706433',
    '',
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('C-54 a name is found', () => {
  const found = (addresses: string[], all = false) =>
    new Promise<unknown>((settle) => {
      const list: LookupAddress[] = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      const lookup = publicLookup((_host, _options, done) => done(null, list));
      lookup('id.example.gov', { all }, (error, address) => settle(error ? 'refused' : address));
    });

  test('where it is public', async () => {
    expect(await found(['8.8.8.8'])).toBe('8.8.8.8');
    expect(await found(['8.8.8.8', '2606:4700::1111'], true)).toHaveLength(2);
  });

  test.each([[['127.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['8.8.8.8', '::1']], [[]]])(
    'not where it is %j',
    async (addresses) => {
      expect(await found(addresses)).toBe('refused');
      expect(await found(addresses, true)).toBe('refused');
    },
  );

  test('not where the resolver fails', async () => {
    const lookup = publicLookup((_host, _options, done) => done(new Error('no'), []));
    const answer = await new Promise((settle) => {
      lookup('id.example.gov', {}, (error) => settle(error?.message));
    });
    expect(answer).toBe('no');
  });
});

test.each(['localhost', '127.0.0.1'])(
  'C-54 who must be public is not called at %s: not a byte arrives',
  async (name) => {
    let connections = 0;
    const server = createServer()
      .on('connection', () => (connections += 1))
      .listen(0, name);
    await once(server, 'listening');
    const host = `${name}:${(server.address() as AddressInfo).port}`;
    const http = new BoundedHttp([`https://${host}/token`], exchangeLimits, 'public');
    const request = { method: 'GET', host, path: '/', headers: {}, body: null } as const;
    expect((await http.withinDeadline()(request)).kind).not.toBe('good');
    expect(connections).toBe(0);
    await http.close();
    server.close();
  },
);
