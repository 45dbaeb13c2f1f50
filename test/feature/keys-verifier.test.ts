import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import type { RefusalReason } from '../../src/keys/token-verifier.ts';
import { Forger, encoded } from '../support/forger.ts';
import { keyServices } from '../support/key-services.ts';
import { KeyTrial } from '../support/key-trial.ts';

let trial: KeyTrial;
let forger: Forger;

beforeAll(async () => {
  trial = await KeyTrial.start();
  await trial.here.keys.ensure();
  forger = await Forger.with(trial);
});

afterAll(() => trial.close());

function signed(changed: object = {}, typ = 'at+jwt', algorithm: 'ES256' | 'RS256' = 'ES256') {
  return trial.here.signer.sign({ algorithm, typ, claims: trial.claims(changed) });
}

const refused = (reason: RefusalReason) => ({ kind: 'refused', reason });

describe('a good token', () => {
  test.each(['ES256', 'RS256'] as const)(
    'signed with %s is valid, again and again',
    async (alg) => {
      const token = await signed({ scope: 'openid' }, 'at+jwt', alg);
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await trial.verify(token, { audience: 'https://parks.city.example' })).toEqual({
          kind: 'valid',
          header: { alg, typ: 'at+jwt', kid: await trial.kid(alg) },
          claims: expect.objectContaining({ sub: 'subject', scope: 'openid' }),
        });
      }
    },
  );

  test('carries exactly the claims it was given', async () => {
    const claims = trial.claims({ nested: { list: [1] } });
    const token = await trial.here.signer.sign({ algorithm: 'ES256', typ: 'JWT', claims });
    expect(jwt.decode(token)).toEqual(claims);
  });

  test('gives claims that nobody can change for the next caller', async () => {
    const first = await trial.verify(await signed({ nested: { list: [1] } }));
    if (first.kind !== 'valid') throw new Error('refused');
    const { nested } = first.claims as { nested: { list: number[] } };
    expect(() => nested.list.push(2)).toThrow('object is not extensible');
    expect(Object.isFrozen(first.claims)).toBe(true);
  });
});

describe('the signature', () => {
  test('of another key under our key id is bad', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const header = { alg: 'ES256', typ: 'at+jwt', kid: forger.kid };
    const pem = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const token = jwt.sign(trial.claims(), pem, { algorithm: 'ES256', header });
    expect(await trial.verify(token)).toEqual(refused('bad_signature'));
  });

  test('does not carry over to a changed payload of a token found good before', async () => {
    const token = await signed();
    expect(await trial.verify(token)).toMatchObject({ kind: 'valid' });
    const [header, , signature] = token.split('.');
    const changed = `${header}.${encoded(trial.claims({ sub: 'another' }))}.${signature}`;
    expect(await trial.verify(changed)).toEqual(refused('bad_signature'));
  });
});

describe('the claims', () => {
  test.each(['sub', 'jti', 'exp'])('must have %s in its own type', async (name) => {
    for (const value of [undefined, null, '', true, ['a'], { a: 1 }]) {
      const token = forger.forge(forger.header(), trial.claims({ [name]: value }));
      expect(await trial.verify(token)).toEqual(refused('missing_claim'));
    }
  });

  test.each(['exp', 'iat', 'nbf'])('must have %s as a whole number if at all', async (name) => {
    for (const value of ['1900000000', 1.5, 1e300, null, [], {}]) {
      const token = forger.forge(forger.header(), trial.claims({ [name]: value }));
      expect(await trial.verify(token)).toEqual(refused('missing_claim'));
    }
  });

  test('may lack a jti only in an ID token', async () => {
    const idToken = await signed({ jti: undefined }, 'JWT');
    expect(await trial.verify(idToken, { types: ['JWT'] })).toMatchObject({ kind: 'valid' });
    const numbered = await signed({ jti: 1 }, 'JWT');
    expect(await trial.verify(numbered, { types: ['JWT'] })).toEqual(refused('missing_claim'));
    const logoutToken = await signed({ jti: undefined }, 'logout+jwt');
    const answer = await trial.verify(logoutToken, { types: ['logout+jwt'] });
    expect(answer).toEqual(refused('missing_claim'));
  });

  test('may be 30 seconds ahead of our clock and no more', async () => {
    const now = trial.clock.seconds();
    expect(await trial.verify(await signed({ iat: now + 30 }))).toMatchObject({ kind: 'valid' });
    expect(await trial.verify(await signed({ nbf: now + 31 }))).toEqual(refused('not_yet_valid'));
  });

  test('end at exp to the second, except for hints', async () => {
    const token = await signed();
    trial.clock.travel(299);
    expect(await trial.verify(token)).toMatchObject({ kind: 'valid' });
    trial.clock.travel(1);
    expect(await trial.verify(token)).toEqual(refused('expired'));
    expect(await trial.verify(token, { checkExpiry: false })).toMatchObject({ kind: 'valid' });
  });
});

test('a verifier without an issuer refuses to be made', () => {
  const make = () => keyServices(trial.open.database, trial.clock, { issuer: '' });
  expect(make).toThrow('without an issuer');
});
