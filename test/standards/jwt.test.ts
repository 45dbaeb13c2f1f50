import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as rawSign,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import { newId } from '../../src/kernel/ids.ts';
import type {
  RefusalReason,
  Verification,
  VerificationRule,
} from '../../src/keys/token-verifier.ts';
import { SignatureCache } from '../../src/keys/verification/signature-cache.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { keyServices } from '../support/key-services.ts';
import type { KeyServices } from '../support/key-services.ts';
import { openDatabase } from '../support/open-database.ts';
import type { OpenDatabase } from '../support/open-database.ts';

type Algorithm = 'ES256' | 'RS256';
type Keys = Record<Algorithm, { kid: string; privateKey: KeyObject; publicKey: KeyObject }>;

let open: OpenDatabase;
let clock: TestClock;
let services: KeyServices;
let keys: Keys;

beforeAll(async () => {
  open = await openDatabase();
  await keyServices(open.database, new TestClock()).keys.ensure();
});

afterAll(() => open.close());

beforeEach(async () => {
  clock = new TestClock();
  services = keyServices(open.database, clock);
  keys = { ES256: await keyOf('ES256'), RS256: await keyOf('RS256') };
});

async function keyOf(algorithm: Algorithm): Promise<Keys[Algorithm]> {
  const { kid, privateKey } = await services.known.current(algorithm);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}

function claimsWith(changed: object = {}): Record<string, unknown> & { iat: number } {
  const now = clock.seconds();
  return {
    iss: services.config.issuer,
    aud: 'https://parks.city.example',
    sub: 'subject',
    jti: newId(),
    iat: now,
    exp: now + 300,
    ...changed,
  };
}

function signed(changed: object = {}, typ = 'at+jwt', algorithm: Algorithm = 'ES256') {
  return services.signer.sign({ algorithm, typ, claims: claimsWith(changed) });
}

function verify(token: string, changed: Partial<VerificationRule> = {}): Promise<Verification> {
  return services.verifier.verify(token, { types: ['at+jwt'], ...changed });
}

const refused = (reason: RefusalReason) => ({ kind: 'refused', reason });
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with a good ES256 signature over whatever header and payload. */
function forged(header: object, payload: string = encoded(claimsWith())): string {
  const { kid, privateKey } = keys.ES256;
  const start = `${encoded({ alg: 'ES256', typ: 'at+jwt', kid, ...header })}.${payload}`;
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${start}.${rawSign('sha256', Buffer.from(start), key).toString('base64url')}`;
}

describe('a good token', () => {
  test.each(['ES256', 'RS256'] as const)(
    'signed with %s is valid, again and again',
    async (alg) => {
      const token = await signed({ scope: 'openid' }, 'at+jwt', alg);
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await verify(token, { audience: 'https://parks.city.example' })).toEqual({
          kind: 'valid',
          header: { alg, typ: 'at+jwt', kid: keys[alg].kid },
          claims: expect.objectContaining({ sub: 'subject', scope: 'openid' }),
        });
      }
    },
  );

  test('carries exactly the claims it was given', async () => {
    const claims = claimsWith({ nested: { list: [1] } });
    const token = await services.signer.sign({ algorithm: 'ES256', typ: 'JWT', claims });
    expect(jwt.decode(token)).toEqual(claims);
  });

  test('gives claims that nobody can change for the next caller', async () => {
    const token = await signed({ nested: { list: [1] } });
    const first = await verify(token);
    if (first.kind !== 'valid') throw new Error('refused');
    const { nested } = first.claims as { nested: { list: number[] } };
    expect(() => nested.list.push(2)).toThrow('object is not extensible');
    expect(Object.isFrozen(first.claims)).toBe(true);
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
  ])('%s is malformed', async (_what, token) => {
    expect(await verify(token)).toEqual(refused('malformed'));
  });

  test('is checked before size can cost anything: a good signature does not help a long token', async () => {
    expect(await verify(await signed({ filler: 'x'.repeat(9000) }))).toEqual(refused('malformed'));
  });
});

describe('the header', () => {
  test.each(['crit', 'b64', 'jku', 'x5u', 'jwk', 'x5c', 'cty', '__proto__'])(
    'with %s is refused although the signature is good',
    async (name) => {
      const value = name === 'b64' ? false : ['exp'];
      const header = JSON.parse(`{ "${name}": ${JSON.stringify(value)} }`) as object;
      const { kid } = keys.ES256;
      const text = { alg: 'ES256', typ: 'at+jwt', kid };
      Object.defineProperties(text, Object.getOwnPropertyDescriptors(header));
      const token = forgedWithHeader(JSON.stringify(text));
      expect(await verify(token)).toEqual(refused('malformed'));
    },
  );

  test('must name the kind of token exactly', async () => {
    for (const typ of ['JWT', 'logout+jwt', 'AT+JWT', 'application/at+jwt', '']) {
      expect(await verify(await signed({}, typ))).toEqual(refused('wrong_type'));
    }
    expect(await verify(forged({ typ: undefined }))).toEqual(refused('wrong_type'));
    expect(await verify(await signed({}, 'JWT'), { types: ['at+jwt', 'JWT'] })).toMatchObject({
      kind: 'valid',
    });
  });

  test('may name an algorithm of ours only, and only the one of its key', async () => {
    for (const alg of ['none', 'NONE', 'nOnE', '', 'HS256', 'PS256', 'ES384', 'EdDSA']) {
      expect(await verify(forged({ alg }))).toEqual(refused('alg_not_allowed'));
    }
    expect(await verify(forged({ alg: 'RS256' }))).toEqual(refused('alg_not_allowed'));
    const narrowed = { algorithms: ['RS256'] as const };
    expect(await verify(await signed(), narrowed)).toEqual(refused('alg_not_allowed'));
  });

  test('cannot turn a public key into an HMAC secret', async () => {
    const { kid, publicKey } = keys.RS256;
    const secrets = [
      publicKey.export({ type: 'spki', format: 'pem' }),
      publicKey.export({ type: 'spki', format: 'der' }),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
    ];
    for (const secret of secrets) {
      const header = { alg: 'HS256', typ: 'at+jwt', kid };
      const token = jwt.sign(claimsWith(), secret, { header });
      expect(await verify(token)).toEqual(refused('alg_not_allowed'));
    }
  });

  test('must name a known key, and strange names reach no lookup', async () => {
    for (const kid of ['A'.repeat(43), '../../etc/passwd', `' OR 1=1`, '__proto__', '', 'ключ']) {
      expect(await verify(forged({ kid }))).toEqual(refused('unknown_kid'));
    }
    expect(await verify(forged({ kid: 'A'.repeat(6000) }))).toMatchObject({ kind: 'refused' });
    for (const kid of [['a'], 1, null, undefined, {}]) {
      expect(await verify(forged({ kid }))).toEqual(refused('malformed'));
    }
  });
});

function forgedWithHeader(header: string): string {
  const start = `${Buffer.from(header).toString('base64url')}.${encoded(claimsWith())}`;
  const key = { key: keys.ES256.privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${start}.${rawSign('sha256', Buffer.from(start), key).toString('base64url')}`;
}

describe('the signature', () => {
  test('of another key under our key id is bad', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const header = { alg: 'ES256', typ: 'at+jwt', kid: keys.ES256.kid };
    const pem = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const token = jwt.sign(claimsWith(), pem, { algorithm: 'ES256', header });
    expect(await verify(token)).toEqual(refused('bad_signature'));
  });

  test('of the wrong length is bad, not an exception', async () => {
    const [header, payload, signature = ''] = (await signed()).split('.');
    for (const wrong of ['YQ', signature.slice(0, -4), `${signature}AAAA`]) {
      expect(await verify(`${header}.${payload}.${wrong}`)).toEqual(refused('bad_signature'));
    }
  });

  test('does not carry over to a changed payload of a token found good before', async () => {
    const token = await signed();
    expect(await verify(token)).toMatchObject({ kind: 'valid' });
    const [header, , signature] = token.split('.');
    const changed = `${header}.${encoded(claimsWith({ sub: 'another' }))}.${signature}`;
    expect(await verify(changed)).toEqual(refused('bad_signature'));
  });

  test('has twins that say the same token, so that a token id denies them all', async () => {
    const token = await signed({ jti: 'one' });
    const last = token.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = token.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1];
    const verdict = await verify(twin);
    expect(verdict.kind === 'refused' || verdict.claims.jti === 'one').toBe(true);
  });

  test.each(['"text"', '[1]', 'null', '1', 'no JSON at all'])(
    'over the payload %s makes no token',
    async (payload) => {
      const token = forged({}, Buffer.from(payload).toString('base64url'));
      expect(await verify(token)).toEqual(refused('bad_signature'));
    },
  );
});

describe('the claims', () => {
  test.each(['iss', 'aud', 'sub', 'jti', 'exp'])('must have %s in its own type', async (name) => {
    for (const value of [undefined, null, '', true, ['a'], { a: 1 }]) {
      const payload = encoded(claimsWith({ [name]: value }));
      expect(await verify(forged({}, payload))).toEqual(refused('missing_claim'));
    }
  });

  test.each(['exp', 'iat', 'nbf'])('must have %s as a whole number if at all', async (name) => {
    for (const value of ['1900000000', 1.5, 1e300, null, [], {}]) {
      const payload = encoded(claimsWith({ [name]: value }));
      expect(await verify(forged({}, payload))).toEqual(refused('missing_claim'));
    }
  });

  test('may lack a jti only in an ID token', async () => {
    const idToken = await signed({ jti: undefined }, 'JWT');
    expect(await verify(idToken, { types: ['JWT'] })).toMatchObject({ kind: 'valid' });
    const numbered = await signed({ jti: 1 }, 'JWT');
    expect(await verify(numbered, { types: ['JWT'] })).toEqual(refused('missing_claim'));
    const logoutToken = await signed({ jti: undefined }, 'logout+jwt');
    const answer = await verify(logoutToken, { types: ['logout+jwt'] });
    expect(answer).toEqual(refused('missing_claim'));
  });

  test('must come from this issuer, exactly', async () => {
    for (const iss of [
      'https://link.city.example/',
      'https://LINK.city.example',
      'https://other',
    ]) {
      expect(await verify(await signed({ iss }))).toEqual(refused('wrong_issuer'));
    }
  });

  test('must be for the audience asked for, exactly', async () => {
    const token = await signed();
    for (const audience of ['https://library.city.example', 'https://parks.city.example/', '']) {
      expect(await verify(token, { audience })).toEqual(refused('wrong_audience'));
    }
  });

  test('end at exp to the second, except for hints', async () => {
    const token = await signed();
    clock.travel(299);
    expect(await verify(token)).toMatchObject({ kind: 'valid' });
    clock.travel(1);
    expect(await verify(token)).toEqual(refused('expired'));
    expect(await verify(token, { checkExpiry: false })).toMatchObject({ kind: 'valid' });
  });

  test('may be 30 seconds ahead of our clock and no more', async () => {
    const now = clock.seconds();
    expect(await verify(await signed({ iat: now + 30 }))).toMatchObject({ kind: 'valid' });
    expect(await verify(await signed({ iat: now + 31 }))).toEqual(refused('not_yet_valid'));
    expect(await verify(await signed({ nbf: now + 31 }))).toEqual(refused('not_yet_valid'));
  });
});

describe('whatever is sent', () => {
  test('is answered, and a changed token is never accepted as something else', async () => {
    const token = await signed({ sub: 'genuine' });
    const mutation = fc.record({
      at: fc.nat({ max: token.length - 1 }),
      cut: fc.nat({ max: 3 }),
      add: fc.string({ maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ at, cut, add }) => {
        const verdict = await verify(token.slice(0, at) + add + token.slice(at + cut));
        expect(verdict.kind === 'refused' || verdict.claims.sub === 'genuine').toBe(true);
      }),
      { numRuns: 1000 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await verify(text)).toMatchObject({ kind: 'refused' });
      }),
    );
  });
});

test('a verifier without an issuer refuses to be made', () => {
  expect(() => keyServices(open.database, clock, { issuer: '' })).toThrow('without an issuer');
});

describe('the memory of good signatures', () => {
  const now = 1000;
  const claims = { exp: 2000 };

  test('knows exactly the text it was given, until it expires', () => {
    const cache = new SignatureCache();
    cache.set('token', claims, now);
    expect(cache.get('token', 1999)).toBe(claims);
    expect(cache.get('tokeN', 1999)).toBeUndefined();
    expect(cache.get('token', 2000)).toBeUndefined();
    expect(cache.get('token', now)).toBeUndefined();
  });

  test('keeps nothing that has no end or is over', () => {
    const cache = new SignatureCache();
    for (const exp of [undefined, 'never', Number.NaN, now]) {
      cache.set('token', { exp }, now);
      expect(cache.get('token', now)).toBeUndefined();
    }
  });

  test('is bounded, and keeps what is asked for', () => {
    const cache = new SignatureCache(10);
    cache.set('popular', claims, now);
    for (let turn = 0; turn < 100; turn += 1) {
      cache.set(`token ${turn}`, claims, now);
      expect(cache.get('popular', now)).toBe(claims);
    }
    const kept = Array.from({ length: 100 }, (_, turn) => cache.get(`token ${turn}`, now));
    expect(kept.filter((one) => one !== undefined).length).toBeLessThanOrEqual(20);
  });
});
