import { constants, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** An ID token, taken apart. */
export interface IdToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** The keys of an identity provider: one for each kind of signature. */
export interface DirectoryKeys {
  rsa: KeyObject;
  ec: KeyObject;
}

export function newDirectoryKeys(): DirectoryKeys {
  return {
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  };
}

/** The keys in the form that the identity provider is set up with. */
export function privateJwks({ rsa, ec }: DirectoryKeys): { keys: JsonWebKey[] } {
  const jwk = (key: KeyObject, kid: string) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    use: 'sig',
  });
  return { keys: [jwk(rsa, 'rsa'), jwk(ec, 'ec')] };
}

export function takeApart(token: string): IdToken {
  const [header = '', claims = ''] = token.split('.');
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  return { header: read(header), claims: read(claims) };
}

/** Puts a token together again, signed as its header says. */
export function putTogether({ header, claims }: IdToken, keys: DirectoryKeys): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${signatureOf(content, header.alg, keys).toString('base64url')}`;
}

function signatureOf(content: string, alg: unknown, { rsa, ec }: DirectoryKeys): Buffer {
  const data = Buffer.from(content);
  switch (alg) {
    case 'RS256':
      return sign('sha256', data, rsa);
    case 'PS256': {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return sign('sha256', data, { key: rsa, padding, saltLength: 32 });
    }
    case 'ES256':
      return sign('sha256', data, { key: ec, dsaEncoding: 'ieee-p1363' });
    case 'RS384':
      return sign('sha384', data, rsa);
    case 'HS256':
      return createHmac('sha256', directoryClient.clientSecret).update(data).digest();
    default:
      return Buffer.alloc(0);
  }
}

/** What the service is registered as at the city's identity provider. */
export const directoryClient = {
  clientId: 'civic-link-staff',
  clientSecret: 'directory-secret-that-nobody-may-read',
};
