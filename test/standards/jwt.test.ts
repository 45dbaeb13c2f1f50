import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import { Database } from '../../src/platform/database/database.ts';
import type { RefusalReason } from '../../src/keys/token-verifier.ts';
import { Forger } from '../support/forger.ts';
import { keyServices } from '../support/key-services.ts';
import { KeyTrial } from '../support/key-trial.ts';

let trial: KeyTrial;
let elliptic: Forger;
let rsa: Forger;

beforeAll(async () => {
  trial = await KeyTrial.start();
  await trial.here.keys.ensure();
  elliptic = await Forger.with(trial, 'ES256');
  rsa = await Forger.with(trial, 'RS256');
});

afterAll(() => trial.close());

const refused = (reason: RefusalReason) => ({ kind: 'refused', reason });

function forged(header: object, payload: object | string = trial.claims()): string {
  return elliptic.forge(elliptic.header(header), payload);
}

describe('the algorithm', () => {
  test.each(['none', 'NONE', 'nOnE', '', 'HS256', 'PS256', 'ES384', 'EdDSA'])(
    'JW-01 may not be "%s"',
    async (alg) => {
      expect(await trial.verify(forged({ alg }))).toEqual(refused('alg_not_allowed'));
      const unsigned = forged({ alg }).replace(/[^.]+$/, '');
      expect(await trial.verify(unsigned)).toEqual(refused('malformed'));
    },
  );

  test('JW-01 must be the one of the key, and one the caller allows', async () => {
    const crossed = [
      forged({ alg: 'RS256' }),
      rsa.forge(rsa.header({ alg: 'ES256' }), trial.claims()),
    ];
    for (const token of crossed)
      expect(await trial.verify(token)).toEqual(refused('alg_not_allowed'));
    const narrowed = { algorithms: ['RS256'] as const };
    const answer = await trial.verify(await trial.sign('ES256'), narrowed);
    expect(answer).toEqual(refused('alg_not_allowed'));
    const right = await trial.verify(await trial.sign('RS256'), narrowed);
    expect(right).toMatchObject({ kind: 'valid' });
  });

  test('JW-01 cannot turn a public key into an HMAC secret', async () => {
    const secrets = [
      rsa.publicKey.export({ type: 'spki', format: 'pem' }),
      rsa.publicKey.export({ type: 'spki', format: 'der' }),
      JSON.stringify(rsa.publicKey.export({ format: 'jwk' })),
    ];
    for (const secret of secrets) {
      const header = { alg: 'HS256', typ: 'at+jwt', kid: rsa.kid };
      const token = jwt.sign(trial.claims(), secret, { header });
      expect(await trial.verify(token)).toEqual(refused('alg_not_allowed'));
    }
  });
});

test.each([
  ['crit', ['exp']],
  ['crit', ['b64']],
  ['crit', []],
  ['b64', false],
  ['cty', 'JWT'],
])('JW-02 a header with %s is refused although the signature is good', async (name, value) => {
  expect(await trial.verify(forged({ [name]: value }))).toEqual(refused('malformed'));
});

describe('a header that brings a key of its own', () => {
  let stranger: Server;
  let address: string;
  let calls = 0;

  beforeAll(async () => {
    const body = JSON.stringify({ keys: [elliptic.publicKey.export({ format: 'jwk' })] });
    stranger = createServer((_, reply) => {
      calls += 1;
      reply.end(body);
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/jwks.json`;
  });

  afterAll(() => void stranger.close());

  test.each([
    ['jku', () => address],
    ['x5u', () => address],
    ['jwk', () => elliptic.publicKey.export({ format: 'jwk' })],
    ['x5c', () => ['MIIB']],
  ])('JW-03 is refused when it says %s, and nobody is called', async (name, value) => {
    expect(await trial.verify(forged({ [name]: value() }))).toEqual(refused('malformed'));
    expect(calls).toBe(0);
  });
});

describe('the key id', () => {
  beforeEach(() => trial.here.known.all());

  test.each([
    ['a path', '../../etc/passwd'],
    ['SQL', `' OR 1=1`],
    ['a member every object has', '__proto__'],
    ['nothing', ''],
    ['letters of another alphabet', 'ключ'],
    ['one too long by a letter', 'A'.repeat(44)],
    ['a stranger', 'A'.repeat(43)],
  ])('JW-04 that is %s names no key', async (_what, kid) => {
    expect(await trial.verify(forged({ kid }))).toEqual(refused('unknown_kid'));
  });

  test('JW-04 of 10 kB is not even looked at', async () => {
    expect(await trial.verify(forged({ kid: 'A'.repeat(10_000) }))).toEqual(refused('malformed'));
  });

  test('JW-04 must be a text', async () => {
    for (const kid of [['a'], 1, null, undefined, {}])
      expect(await trial.verify(forged({ kid }))).toEqual(refused('malformed'));
  });

  test('JW-04 of the wrong form never reaches the database', async () => {
    let reads = 0;
    const counting = Object.assign(Object.create(trial.open.database) as Database, {
      run: (...given: Parameters<Database['run']>) => {
        reads += 1;
        return trial.open.database.run(...given);
      },
    });
    const replica = keyServices(counting, trial.clock);
    for (const kid of ['../../etc/passwd', `' OR 1=1`, 'ключ', 'A'.repeat(44)])
      await trial.verify(forged({ kid }), {}, replica);
    expect(reads).toBe(0);
    await trial.verify(forged({ kid: 'B'.repeat(43) }), {}, replica);
    expect(reads).toBe(1);
  });
});

describe('the form', () => {
  test.each([
    ['nothing', ''],
    ['two parts', 'a.b'],
    ['four parts', 'a.b.c.d'],
    ['an empty part', 'a..c'],
    ['padding', 'YQ==.YQ==.YQ=='],
    ['the other base64 alphabet', 'a+b.c/d.e'],
    ['white space', ' a.b.c'],
    ['a line end', 'a.b.c\n'],
    ['a header that is no JSON', 'YQ.YQ.YQ'],
    ['a header that is null', `${Buffer.from('null').toString('base64url')}.YQ.YQ`],
    ['more than 8 KB', `${'a'.repeat(8192)}.b.c`],
  ])('JW-05 %s is malformed', async (_what, token) => {
    expect(await trial.verify(token)).toEqual(refused('malformed'));
  });

  test('JW-05 comes before the signature: a good one does not help a long token', async () => {
    const token = forged({}, trial.claims({ filler: 'x'.repeat(9000) }));
    expect(await trial.verify(token)).toEqual(refused('malformed'));
  });
});

describe('issuer and audience', () => {
  test.each(['iss', 'aud'])('JW-06 %s must be there, as a text', async (name) => {
    for (const value of [undefined, null, '', true, ['a'], { a: 1 }]) {
      const token = forged({}, trial.claims({ [name]: value }));
      expect(await trial.verify(token)).toEqual(refused('missing_claim'));
    }
  });

  test.each(['https://link.city.example/', 'https://LINK.city.example', 'https://other'])(
    'JW-06 a token of the issuer %s is none of ours',
    async (iss) => {
      expect(await trial.verify(forged({}, trial.claims({ iss })))).toEqual(
        refused('wrong_issuer'),
      );
    },
  );

  test.each(['https://library.city.example', 'https://parks.city.example/', ''])(
    'JW-06 a token for somebody else is not one for "%s"',
    async (audience) => {
      const answer = await trial.verify(await trial.sign(), { audience });
      expect(answer).toEqual(refused('wrong_audience'));
    },
  );
});

describe('the kind of token', () => {
  const kinds = [
    'at+jwt',
    'JWT',
    'logout+jwt',
    'secevent+jwt',
    'statuslist+jwt',
    'token-introspection+jwt',
  ];

  test.each(kinds)('JW-07 %s passes for no other kind', async (typ) => {
    const token = forged({ typ });
    for (const other of kinds) {
      const answer = await trial.verify(token, { types: [other] });
      expect(answer.kind).toBe(other === typ ? 'valid' : 'refused');
    }
  });

  test.each([['AT+JWT'], ['application/at+jwt'], ['at+jwt '], [''], [undefined]])(
    'JW-07 must be named exactly: %j is no at+jwt',
    async (typ) => {
      expect(await trial.verify(forged({ typ }))).toEqual(refused('wrong_type'));
    },
  );
});

describe('a token that was tampered with', () => {
  const seed = Number(process.env.CIVIC_SEED ?? 1_795_000_000);
  const bytes = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 3 }),
    add: fc.string({ maxLength: 3, unit: 'binary' }),
  });

  test.each(['ES256', 'RS256'] as const)(
    'JW-09 is answered and never accepted as another, signed with %s',
    async (algorithm) => {
      const token = await trial.sign(algorithm);
      const genuine = await trial.verify(token);
      if (genuine.kind !== 'valid') throw new Error(genuine.reason);
      const property = fc.asyncProperty(bytes, async ({ at, cut, add }) => {
        const place = at % token.length;
        const verdict = await trial.verify(token.slice(0, place) + add + token.slice(place + cut));
        return verdict.kind === 'refused' || isDeepStrictEqual(verdict.claims, genuine.claims);
      });
      const outcome = await fc.check(property, { numRuns: 4000, seed });
      expect(outcome).toMatchObject({ failed: false, numRuns: 4000 });
    },
  );

  test('JW-09 is answered and refused when its parts are something else', async () => {
    const member = fc.constantFrom('alg', 'typ', 'kid', 'crit', 'iss', 'sub', 'exp', '__proto__');
    const part = fc.oneof(fc.jsonValue(), fc.dictionary(member, fc.jsonValue()));
    const property = fc.asyncProperty(part, part, async (header, payload) => {
      const texts = [header, payload].map((value) => JSON.stringify(value));
      const [first = '', second = ''] = texts;
      expect(await trial.verify(elliptic.forge(first, second))).toMatchObject({ kind: 'refused' });
      const good = JSON.stringify(elliptic.header());
      expect(await trial.verify(elliptic.forge(good, second))).toMatchObject({ kind: 'refused' });
    });
    await fc.assert(property, { numRuns: 1000, seed });
  });

  test('JW-09 is answered and refused when it is any text at all', async () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
    const property = fc.asyncProperty(text, async (token) => {
      expect(await trial.verify(token)).toEqual(refused('malformed'));
    });
    await fc.assert(property, { numRuns: 1000, seed });
  });
});
