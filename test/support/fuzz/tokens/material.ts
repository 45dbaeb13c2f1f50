import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { newId } from '../../../../src/kernel/ids.ts';
import { newToken } from '../../../../src/kernel/opaque-token.ts';
import { KnownKeys } from '../../../../src/keys/ring/known-keys.ts';
import type { CityService } from '../../city-service.ts';
import type { Resident } from '../../resident.ts';
import type { Worthless } from '../requests/asked.ts';

/** What an attacker could have, and what nobody could: our own key, to be sure that more than signatures count. */
export interface Material {
  app: CityService;
  /** A good token, and others that were taken back by themselves or with their grant. */
  live: string;
  revoked: readonly string[];
  worthless: Worthless;
  /** Signed by us, but not access tokens. */
  others: readonly string[];
  ours: { kid: string; privateKey: KeyObject; publicKey: KeyObject };
  /** The kid of our key for another algorithm. */
  otherKid: string;
  theirs: { ec: KeyObject; rsa: KeyObject; publicJwk: object };
  /** Where keys of an attacker could be fetched. */
  trap: string;
}

/** Keys that anybody can make. */
const theirs = theirKeys();

/** Fresh tokens of every kind. `trap` is an address that nobody should ever open. */
export async function gather(
  app: CityService,
  resident: Resident,
  trap: string,
): Promise<Material> {
  const live = await app.connect(resident);
  const [alone, ended] = [await app.connect(resident), await app.connect(resident)];
  await app.revoke(alone.accessToken);
  await app.revoke(ended.refreshToken);
  const keys = app.service.running.app.get(KnownKeys);
  const { kid, privateKey } = await keys.current('ES256');
  return {
    app,
    live: live.accessToken,
    revoked: [alone.accessToken, ended.accessToken],
    worthless: {
      accessToken: alone.accessToken,
      refreshToken: ended.refreshToken,
      code: newToken(),
    },
    others: [live.idToken, ended.idToken, ended.refreshToken, live.answer.text, newId()],
    ours: { kid, privateKey, publicKey: createPublicKey(privateKey) },
    otherKid: (await keys.current('RS256')).kid,
    theirs,
    trap,
  };
}

function theirKeys(): Material['theirs'] {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ec: ec.privateKey,
    rsa: rsa.privateKey,
    publicJwk: ec.publicKey.export({ format: 'jwk' }),
  };
}
