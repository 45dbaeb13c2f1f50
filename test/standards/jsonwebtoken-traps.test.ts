import { createHmac, verify as rawVerify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { settingsSchema } from '../../src/config/settings.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { SigningAlgorithm } from '../../src/keys/signing-algorithm.ts';
import type { RefusalReason } from '../../src/keys/token-verifier.ts';
import { accessTokenClaims, idTokenClaims } from '../../src/oauth/claims.ts';
import { AccessTokens } from '../../src/oauth/tokens/access-tokens.ts';
import { Revocations } from '../../src/revocations/revocations.ts';
import { Forger, encoded } from '../support/forger.ts';
import { keyServices } from '../support/key-services.ts';
import { KeyTrial } from '../support/key-trial.ts';
import { testSettings } from '../support/test-config.ts';

/*
 * What jsonwebtoken lets through or does behind one's back. Each test first walks into the trap with the library
 * alone, and then shows that our verifier or signer does not.
 */

let trial: KeyTrial;
let elliptic: Forger;

beforeAll(async () => {
  trial = await KeyTrial.start();
  await trial.here.keys.ensure();
  elliptic = await Forger.with(trial, 'ES256');
});

afterAll(() => trial.close());

const refused = (reason: RefusalReason) => ({ kind: 'refused', reason });

function forged(header: object, payload: object | string = trial.claims()): string {
  return elliptic.forge(elliptic.header(header), payload);
}

/** What the library makes of a token when it is asked for nothing but a good signature. */
function library(token: string, options: jwt.VerifyOptions = {}, forger = elliptic): unknown {
  return jwt.verify(token, forger.publicKey, { algorithms: [forger.algorithm], ...options });
}

function sign(claims: object, algorithm: SigningAlgorithm = 'ES256'): Promise<string> {
  const iat = trial.clock.seconds();
  return trial.here.signer.sign({ algorithm, typ: 'at+jwt', claims: { iat, ...claims } });
}

test.each([
  ['crit', ['urn:example:unknown']],
  ['b64', false],
])('J1 a header with %s is not ignored', async (name, value) => {
  const token = forged({ [name]: value, crit: ['b64'] });
  expect(library(token)).toHaveProperty('sub', 'subject');
  expect(await trial.verify(token)).toEqual(refused('malformed'));
});

test.each(['JWT', 'logout+jwt', 'secevent+jwt', undefined])(
  'J2 a token of the type %s is not taken for an access token',
  async (typ) => {
    const token = forged({ typ });
    expect(library(token)).toHaveProperty('sub', 'subject');
    expect(await trial.verify(token)).toEqual(refused('wrong_type'));
  },
);

test.each(['exp', 'iat', 'iss', 'aud', 'sub', 'jti'])(
  'J3 a token without %s is not accepted',
  async (name) => {
    const token = forged({}, trial.claims({ [name]: undefined }));
    expect(library(token)).not.toHaveProperty(name);
    expect(await trial.verify(token)).toEqual(refused('missing_claim'));
  },
);

describe('an empty expectation', () => {
  test('J4 of an audience is not the same as none', async () => {
    const token = await trial.sign();
    expect(library(token, { audience: '' })).toHaveProperty('aud', 'https://parks.city.example');
    expect(await trial.verify(token, { audience: '' })).toEqual(refused('wrong_audience'));
  });

  test.each([undefined, ''])('J4 of an issuer (%j) makes no verifier', async (issuer) => {
    const token = forged({}, trial.claims({ iss: 'https://other.example' }));
    expect(library(token, { issuer })).toHaveProperty('iss', 'https://other.example');
    const make = () => keyServices(trial.open.database, trial.clock, { issuer });
    expect(make).toThrow('without an issuer');
  });
});

describe.each(['at+jwt', 'JWT'])('a payload of the type %s', (typ) => {
  test.each([
    ['a text', '"text"'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['a number', '1'],
    ['no JSON at all', 'no JSON'],
  ])('J5 that is %s makes no token', async (_what, payload) => {
    const token = forged({ typ }, payload);
    const answer = answerOrError(token);
    expect(answer).not.toBeInstanceOf(jwt.JsonWebTokenError);
    expect(answer).not.toHaveProperty('jti');
    expect(await trial.verify(token, { types: [typ] })).toEqual(refused('bad_signature'));
  });

  function answerOrError(token: string): unknown {
    try {
      return library(token) ?? 'null';
    } catch (error) {
      return error;
    }
  }
});

test('J6 a token from the future is not accepted', async () => {
  const token = forged({}, trial.claims({ iat: trial.clock.seconds() + 31 }));
  expect(library(token)).toHaveProperty('sub', 'subject');
  expect(await trial.verify(token)).toEqual(refused('not_yet_valid'));
});

describe('one signature in many spellings', () => {
  /** Every text whose last letter stands for the same bits and more. */
  function spellings(token: string): string[] {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const place = letters.indexOf(token.at(-1) ?? '') & ~15;
    const last = Array.from({ length: 16 }, (_, bits) => letters[place | bits] ?? '');
    return last.map((letter) => token.slice(0, -1) + letter);
  }

  /** The other signature that any ES256 signature tells: (r, n - s). */
  function mirrored(token: string): string {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const [header, payload, signature = ''] = token.split('.');
    const bytes = Buffer.from(signature, 'base64url');
    const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const other = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
    const twin = Buffer.concat([bytes.subarray(0, 32), other]).toString('base64url');
    return `${header}.${payload}.${twin}`;
  }

  test.each(['ES256', 'RS256'] as const)(
    'J7 is dead in all of them once its id is revoked, signed with %s',
    async (algorithm) => {
      const [jti, sid] = [newId(), newId()];
      const token = await sign(trial.claims({ jti, sid }), algorithm);
      const others = algorithm === 'ES256' ? [mirrored(token)] : [];
      const all = new Set([...spellings(token), ...others].filter((text) => text !== token));
      expect(all.size).toBeGreaterThanOrEqual(15);
      const forger = await Forger.with(trial, algorithm);
      for (const text of all) expect(library(text, {}, forger)).toHaveProperty('jti', jti);

      const revocations = new Revocations(trial.open.database);
      const tokens = new AccessTokens(trial.here.verifier, revocations);
      await revocations.cover(trial.open.database, sid, [{ rule: 'grant', id: sid }]);
      const verdicts = async () => {
        const asked = [token, ...all].map(async (text) => {
          const claims = await tokens.read(text);
          return claims === null || tokens.isDead(claims);
        });
        return Promise.all(asked);
      };
      expect(await verdicts()).toContain(false);
      const inAnHour = new Date(trial.clock.milliseconds() + 3_600_000);
      await revocations.revokeToken(trial.open.database, jti, inAnHour);
      expect(new Set(await verdicts())).toEqual(new Set([true]));
    },
  );
});

test('J8 a signature of the wrong length is bad and no exception', async () => {
  const [header, payload, signature = ''] = (await trial.sign()).split('.');
  for (const wrong of ['YQ', signature.slice(0, -4), `${signature}AAAA`]) {
    const token = `${header}.${payload}.${wrong}`;
    expect(() => library(token)).toThrow(TypeError);
    expect(await trial.verify(token)).toEqual(refused('bad_signature'));
  }
});

describe('signing', () => {
  const issue = { issuer: 'https://link.city.example', now: 1_795_000_000, lifetime: 300 };
  const grant = {
    id: newId(),
    appId: 'parks',
    scopes: [],
    resource: 'urn:civic-link:app:parks',
    otherResources: [],
    subject: 'subject',
    residentId: null,
    authenticatedAt: null,
    epochs: [],
  };
  const permitted = { scopes: [], epochs: [], audience: grant.resource };

  test('J9 a lifetime that was read as a text is a number of seconds when it gets to a token', async () => {
    const expiresIn = '300';
    const short = jwt.decode(jwt.sign({ iat: issue.now }, 'secret', { expiresIn } as object));
    expect(short).toEqual({ iat: issue.now, exp: issue.now });

    const settings = testSettings({ databaseUrl: 'postgres://localhost/none' });
    const read = settingsSchema.parse({ ...settings, ACCESS_TOKEN_SECONDS: expiresIn });
    expect(read.ACCESS_TOKEN_SECONDS).toBe(300);
    const claims = accessTokenClaims(
      { ...issue, lifetime: read.ACCESS_TOKEN_SECONDS },
      grant,
      permitted,
    );
    expect(jwt.decode(await sign(claims))).toMatchObject({ exp: issue.now + 300 });
    await expect(sign({ exp: '300' })).rejects.toThrow('"exp" should be a number of seconds');
  });

  test('J10 a member without a value never gets as far as the library', async () => {
    expect(() => jwt.sign({ exp: undefined }, 'secret')).toThrow('"exp"');
    expect(() => jwt.sign({}, 'secret', { issuer: undefined })).toThrow('"issuer"');
    const made = [
      accessTokenClaims(issue, grant, permitted),
      idTokenClaims(issue, grant, { nonce: null, atHash: 'half' }),
    ];
    for (const claims of made) {
      expect(Object.values(claims)).not.toContain(undefined);
      expect(jwt.decode(await sign(claims))).toEqual(claims);
    }
  });

  test('J11 a key id that the library would spoil is never made, and never accepted', async () => {
    const header = { alg: 'ES256', typ: 'at+jwt', kid: 'ключ' } as const;
    const spoilt = jwt.sign(trial.claims(), elliptic.privateKey, { algorithm: 'ES256', header });
    expect(jwt.decode(spoilt, { complete: true })?.header.kid).not.toBe('ключ');
    expect(await trial.verify(spoilt)).toMatchObject({ kind: 'refused' });
    expect(await trial.verify(forged({ kid: 'ключ' }))).toEqual(refused('unknown_kid'));
    for (const kid of await trial.published()) expect(kid).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test('J14 a zero or missing time of issue is not quietly replaced', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { iat } = jwt.decode(jwt.sign({ iat: 0 }, 'secret')) as { iat: number };
    expect(iat).toBeGreaterThanOrEqual(now);
    for (const wrong of [0, -1, Number.NaN, undefined, '1795000000', 1.5])
      await expect(sign({ iat: wrong })).rejects.toThrow('iat is no time');
  });
});

describe('a payload with tricks in its members', () => {
  const claims = () => JSON.stringify(trial.claims()).slice(1, -1);

  test('J12 gives nothing that was not written down, and cannot be changed', async () => {
    const token = forged({}, `{${claims()},"__proto__":{"scope":"admin:links.revoke"}}`);
    expect(Object.keys(library(token) as object)).toContain('__proto__');
    const answer = await trial.verify(token);
    if (answer.kind !== 'valid') throw new Error(answer.reason);
    expect(answer.claims.scope).toBeUndefined();
    expect({ ...answer.claims }.scope).toBeUndefined();
    expect(Object.isFrozen(answer.claims)).toBe(true);
    expect(({} as { scope?: unknown }).scope).toBeUndefined();
  });

  test('J12 is judged by the value that is handed on when a member is there twice', async () => {
    const twice = (iss: string) => forged({}, `{${claims()},"iss":"${iss}"}`);
    expect(library(twice('https://other.example'))).toHaveProperty('iss', 'https://other.example');
    expect(await trial.verify(twice('https://other.example'))).toEqual(refused('wrong_issuer'));
    const header = `{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"${elliptic.kid}","crit":[]}`;
    const odd = elliptic.forge(header, trial.claims());
    expect(await trial.verify(odd)).toEqual(refused('malformed'));
  });
});

describe('a token that nobody signed', () => {
  test('J13 is refused whatever key there is', async () => {
    const start = `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(trial.claims())}`;
    expect(jwt.verify(`${start}.`, '', { algorithms: ['none'] })).toHaveProperty('sub', 'subject');
    expect(await trial.verify(`${start}.`)).toEqual(refused('malformed'));
    const named = forged({ alg: 'none' }).replace(/[^.]+$/, 'AA');
    expect(await trial.verify(named)).toEqual(refused('alg_not_allowed'));
  });

  test('J13 is refused when it is signed with what everybody knows', async () => {
    const pem = elliptic.publicKey.export({ type: 'spki', format: 'pem' });
    const start = `${encoded(elliptic.header({ alg: 'HS256' }))}.${encoded(trial.claims())}`;
    const mac = createHmac('sha256', pem).update(start).digest();
    expect(rawVerify('sha256', Buffer.from(start), elliptic.publicKey, mac)).toBe(false);
    const token = `${start}.${mac.toString('base64url')}`;
    expect(await trial.verify(token)).toEqual(refused('alg_not_allowed'));
  });
});
