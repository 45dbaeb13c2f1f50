import { beforeAll, expect, test } from '@jest/globals';
import { seed } from '../seeded.ts';
import { throwRequests, throwTokens } from './barrage.ts';
import type { Found } from './barrage.ts';
import { Dice } from './dice.ts';
import { faultOfExchange } from './judge.ts';
import { draftOf, written } from './requests/draft.ts';
import type { Asked } from './requests/draft.ts';
import type { Target } from './target.ts';
import type { Material } from './tokens/material.ts';
import { badToken } from './tokens/token-generator.ts';

const faultsIn = (found: readonly Found[]): string[] => found.map(({ fault }) => fault);

/** Declares the controls: each plants one fault among what is bad. */
export function plantFaults(targetOf: () => Target): void {
  let target: Target;
  let material: Material;
  beforeAll(async () => {
    target = targetOf();
    material = await target.gather();
  });

  const tokens = (): string[] => [
    badToken(seed, material),
    material.live,
    material.revoked[0] ?? '',
  ];
  const request = (asked: Asked): Buffer =>
    written(draftOf(asked, new URL(target.service.url).host), new Dice(seed));
  const userinfo = (): Buffer => {
    const headers = { Authorization: `Bearer ${material.live}` };
    return request({ method: 'GET', path: '/oauth/userinfo', fields: {}, headers });
  };

  test('a token that is accepted', async () => {
    const found = await throwTokens(target.app, target.service, tokens());
    expect(faultsIn(found)).toEqual(['accepted', 'accepted']);
  });

  test('a request that is accepted', async () => {
    expect(faultsIn(await throwRequests(target.service, [userinfo()]))).toEqual(['accepted']);
  });

  test('a service that breaks', async () => {
    const found = await target.broken(neverReads, async (service) => [
      ...(await throwTokens(target.app, service, tokens())),
      ...(await throwRequests(service, [userinfo()])),
    ]);
    const faults = faultsIn(found);
    expect(new Set(faults)).toEqual(new Set(['a server error']));
    expect(faults.length).toBeGreaterThanOrEqual(5);
  }, 60_000);

  test('a change of the database', async () => {
    const { app } = target;
    const secret = Buffer.from(`${app.id}:${app.secret}`).toString('base64');
    const headers = { Authorization: `Basic ${secret}` };
    const revoke = {
      method: 'POST',
      path: '/oauth/revoke',
      fields: { token: material.live },
    } as const;
    const { result, changed } = await target.watch(() =>
      throwRequests(target.service, [request({ ...revoke, headers })]),
    );
    expect({ result, changed }).toEqual({ result: [], changed: true });
  });

  test('one request taken for two', () => {
    const sent = Buffer.from(
      'POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: x\r\n\r\n',
    );
    const refusal = 'HTTP/1.1 400 Bad Request\r\n\r\n';
    expect(faultOfExchange(sent, { said: refusal, hangs: false })).toBeNull();
    expect(faultOfExchange(sent, { said: refusal + refusal, hangs: false })).toBe('two answers');
    expect(faultOfExchange(sent, { said: '', hangs: true })).toBe('no end');
  });
}

/** The read that decides whether a token is dead fails: neither yes nor no, but an error. */
function neverReads(query: string): string {
  return query.includes('from civic.coverage') ? `${query} limit 1 / 0` : query;
}
