import { signed } from '../signing-keys.ts';

/** Signs any claims with the key that signs everything of Google's. */
export function signAsGoogle(claims: object, header: object = { typ: 'secevent+jwt' }): string {
  return signed(JSON.stringify(claims), header);
}
