/** What every member of a token's header, of a token, and of our answers about one means. */
export const claimMeanings: Readonly<Record<string, string>> = {
  active: 'whether the token is good at this moment',
  alg: 'how it is signed',
  at_hash: 'ties the ID token to the access token it came with',
  aud: 'for whom it is: your resource, or your client id in an ID token',
  auth_time: 'when the resident last completed a trip to a provider',
  client_id: 'the app it was issued to',
  exp: 'until when it is good',
  iat: 'when it was issued',
  iss: 'the service that issued it',
  jti: 'this one token',
  kid: 'the key that signed it',
  linked_accounts: 'the accounts that the resident shows this app, read at this moment',
  nonce: 'what the app sent along, so that the ID token answers its own request',
  scope: 'what was granted',
  sid: 'the grant; all its tokens end together',
  epochs: 'marks of what the token depends on, for the revocation list',
  sub: 'the resident, by an id that only apps of your sector know; your client id if the app acts for itself',
  token_type: 'how it is sent: in a Bearer header',
  typ: 'what kind of token it is: at+jwt for an access token, JWT for an ID token',
};

const times = new Set(['exp', 'iat', 'nbf', 'auth_time']);

/** True for a claim that is a time, in seconds since the epoch. */
export function isTime(name: string, value: unknown): value is number {
  return times.has(name) && Number.isSafeInteger(value);
}
