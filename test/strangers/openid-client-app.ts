import { exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import type { AppKeys, AssertionAlgorithm } from '../../src/apps/app-keys.ts';
import { CityService } from '../support/city-service.ts';
import type { Resident } from '../support/resident.ts';
import type { TestService } from '../support/service.ts';

/** What an app sets itself up with; the issuer of a test is on the loopback, without TLS. */
export function discover(app: CityService, authentication: client.ClientAuth) {
  const execute = [client.allowInsecureRequests];
  return client.discovery(new URL(app.service.url), app.id, undefined, authentication, { execute });
}

/** Who signs in, and at which app. */
export interface Visit {
  app: CityService;
  resident: Resident;
}

/** The way of every app's sign-in, to the tokens. */
export async function signIn(
  config: client.Configuration,
  { app, resident }: Visit,
  asked: Record<string, string> = {},
) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: app.callback,
    scope: 'openid linked_accounts offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...asked,
  });
  await resident.open(url.href);
  if (resident.page.url.pathname.includes('/connect/')) {
    await resident.browser.submit(resident.page.url.pathname, { decision: 'yes' });
  }
  return client.authorizationCodeGrant(config, resident.page.url, {
    pkceCodeVerifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
}

/** A registered app, and how it proves itself. */
export interface Setup {
  app: CityService;
  authentication: client.ClientAuth;
}

export async function withSecret(
  service: TestService,
  authMethod: 'client_secret_basic' | 'client_secret_post',
  authentication: (secret: string) => client.ClientAuth,
): Promise<Setup> {
  const app = await CityService.register(service, { authMethod });
  return { app, authentication: authentication(app.secret) };
}

/** An app that signs its assertions, and is registered with the public half of its key. */
export async function withKey(service: TestService, algorithm: AssertionAlgorithm): Promise<Setup> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k-1' }] };
  const keys = { algorithm, jwks } as AppKeys;
  const app = await CityService.register(service, { authMethod: 'private_key_jwt', keys });
  return { app, authentication: client.PrivateKeyJwt({ key: privateKey, kid: 'k-1' }) };
}
