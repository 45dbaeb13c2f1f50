import type { AssertionAlgorithm } from '../../../apps/app-keys.ts';
import { signsIn } from '../../../apps/app-check.ts';
import type { CityApp } from '../../../apps/city-app.ts';
import { isResidentScope, isServiceScope } from '../../../apps/scopes.ts';

/** The settings that the lines read, by the way the app proves itself. */
export function settingOf({ authMethod }: CityApp): 'CLIENT_SECRET' | 'CLIENT_KEY' | null {
  if (authMethod === 'none') return null;
  return authMethod === 'private_key_jwt' ? 'CLIENT_KEY' : 'CLIENT_SECRET';
}

/**
 * Lines for Node that connect this very app, with openid-client 6; `docs/integrating.md` says the same at length. What
 * is secret comes from the environment.
 */
export function snippetOf(app: CityApp, issuer: string): string {
  return [
    "import * as client from 'openid-client';",
    '',
    `const issuer = new URL(${text(issuer)});`,
    ...proofLines(app),
    ...discoveryLines(app, issuer),
    ...(signsIn(app) ? signInLines(app) : []),
    ...(app.grantTypes.includes('client_credentials') ? ownTokenLines(app) : []),
  ].join('\n');
}

/** Plain http is for one's own machine; the library wants to hear that somebody means it. */
function discoveryLines({ id }: CityApp, issuer: string): string[] {
  const isPlain = issuer.startsWith('http:');
  const options = isPlain ? ', { execute: [client.allowInsecureRequests] }' : '';
  return [`const config = await client.discovery(issuer, ${text(id)}, {}, proof${options});`];
}

function proofLines({ authMethod, keys }: CityApp): string[] {
  switch (authMethod) {
    case 'client_secret_basic':
      return ['const proof = client.ClientSecretBasic(process.env.CLIENT_SECRET);'];
    case 'client_secret_post':
      return ['const proof = client.ClientSecretPost(process.env.CLIENT_SECRET);'];
    case 'private_key_jwt':
      return keyLines(keys?.algorithm ?? 'ES256');
    case 'none':
      return ['const proof = client.None();'];
    default:
      return authMethod satisfies never;
  }
}

const webCrypto = {
  ES256: "{ name: 'ECDSA', namedCurve: 'P-256' }",
  RS256: "{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }",
  PS256: "{ name: 'RSA-PSS', hash: 'SHA-256' }",
} as const satisfies Record<AssertionAlgorithm, string>;

function keyLines(algorithm: AssertionAlgorithm): string[] {
  return [
    'const jwk = JSON.parse(process.env.CLIENT_KEY);',
    `const kind = ${webCrypto[algorithm]};`,
    "const key = await crypto.subtle.importKey('jwk', jwk, kind, false, ['sign']);",
    'const proof = client.PrivateKeyJwt({ key, kid: jwk.kid });',
  ];
}

function signInLines({ redirectUris, scopes }: CityApp): string[] {
  const [redirectUri = ''] = redirectUris;
  return [
    '',
    'export async function begin(session) {',
    '  session.verifier = client.randomPKCECodeVerifier();',
    '  session.state = client.randomState();',
    ...(scopes.includes('openid') ? ['  session.nonce = client.randomNonce();'] : []),
    '  return client.buildAuthorizationUrl(config, {',
    `    redirect_uri: ${text(redirectUri)},`,
    `    scope: ${text(scopes.filter(isResidentScope).join(' '))},`,
    '    code_challenge: await client.calculatePKCECodeChallenge(session.verifier),',
    "    code_challenge_method: 'S256',",
    '    state: session.state,',
    ...(scopes.includes('openid') ? ['    nonce: session.nonce,'] : []),
    '  });',
    '}',
    '',
    'export async function finish(session, address) {',
    '  return client.authorizationCodeGrant(config, new URL(address), {',
    '    pkceCodeVerifier: session.verifier,',
    '    expectedState: session.state,',
    ...(scopes.includes('openid') ? ['    expectedNonce: session.nonce,'] : []),
    '  });',
    '}',
  ];
}

function ownTokenLines({ scopes }: CityApp): string[] {
  const scope = text(scopes.filter(isServiceScope).join(' '));
  return [
    '',
    'export async function ownToken() {',
    `  return client.clientCredentialsGrant(config, { scope: ${scope} });`,
    '}',
  ];
}

/** As a text of the language, so that no value can end it. */
function text(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
