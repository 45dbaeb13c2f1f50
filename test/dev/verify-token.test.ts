import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { withBrokenSignature } from '../../dev/parks-pass/token-parts.ts';
import { verifyAccessToken } from '../../dev/parks-pass/verify-token.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }];
const expectation = { issuer: 'http://localhost:3000', audience: 'urn:app' };

interface Changes {
  typ?: string;
  kid?: string;
  issuer?: string;
  audience?: string;
  expiresIn?: number;
}

function token({ typ = 'at+jwt', kid = 'k1', ...changes }: Changes = {}): string {
  const { issuer, audience } = expectation;
  const claims = { issuer, audience, expiresIn: 60, ...changes };
  return jwt.sign({ sub: 's' }, privateKey, {
    algorithm: 'ES256',
    ...claims,
    header: { alg: 'ES256', typ, kid },
  });
}

const verify = (text: string) => verifyAccessToken(text, keys, expectation);

describe('the verification that Parks Pass shows to developers', () => {
  test('takes a good token', () => {
    expect(verify(token())).toMatchObject({ sub: 's' });
  });

  test.each<[string, Changes, string]>([
    ['from another issuer', { issuer: 'http://localhost:3001' }, 'jwt issuer invalid'],
    ['for another app', { audience: 'urn:library' }, 'jwt audience invalid'],
    ['that has expired', { expiresIn: -1 }, 'jwt expired'],
    ['of another type', { typ: 'JWT' }, 'This is not an access token.'],
    ['with an unknown key', { kid: 'k2' }, 'There is no key k2.'],
  ])('refuses one %s', (_what, changes, message) => {
    expect(() => verify(token(changes))).toThrow(message);
  });

  test('refuses one with a changed signature', () => {
    expect(() => verify(withBrokenSignature(token()))).toThrow('invalid signature');
  });

  test('refuses one without a signature', () => {
    const unsigned = `${token().split('.').slice(0, 2).join('.')}.`;
    expect(() => verify(unsigned)).toThrow('jwt signature is required');
  });

  test('refuses one that was signed with the public key as if it were a secret', () => {
    const secret = publicKey.export({ type: 'spki', format: 'pem' });
    const header = { alg: 'HS256', typ: 'at+jwt', kid: 'k1' };
    const confused = jwt.sign({}, secret, { ...expectation, algorithm: 'HS256', header });
    expect(() => verify(confused)).toThrow('invalid algorithm');
  });

  test.each(['', 'x', 'x.y.z'])('refuses the text "%s"', (text) => {
    expect(() => verify(text)).toThrow('This is not an access token.');
  });
});
