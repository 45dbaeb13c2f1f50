import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT } from '../../dev/simulator/openid/dialects.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { microsoftProvider } from '../../src/providers/microsoft.provider.ts';
import { callbackUrl, other, serviceOf, startProviders, travel } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('microsoft', {
  provider: other('microsoft'),
  asks: { scope: 'openid profile', prompt: 'select_account', ui_locales: 'es' },
  namespace: 'https://login.microsoftonline.com',
  subject: '11111111-2222-4333-8444-555555555555.1381989c-d8d8-4822-8924-69bd485657db',
  binding: 'pkce-and-nonce',
  nameIn: 'id-token',
  // Who sent the code is looked at once more before it is exchanged.
  endings: { 'wrong-iss': 'provider-error' },
});

describe('Microsoft', () => {
  const another = '99999999-2222-4333-8444-555555555555';
  const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startProviders();
  });
  afterAll(() => simulator.close());

  /** How a trip ends where only accounts of some tenants count; `extra` is what the token says otherwise. */
  async function ending(tenant: string, extra: object = {}) {
    const { providers } = serviceOf([other('microsoft', tenant)(simulator)]);
    const subjects = { google: '1', facebook: '2' };
    simulator.addPerson({ id: 'pat', name: 'Pat', subjects, extra: { ...extra } });
    simulator.next({ provider: 'microsoft', person: 'pat', outcome: 'approve' });
    const ended = await travel(providers, 'microsoft');
    await providers.onModuleDestroy();
    return ended?.kind;
  }

  const issuerOf = (tid: string) => `${simulator.endpoints.issuers.microsoft}/${tid}/v2.0`;

  test.each([
    ['common', 'identity'],
    ['organizations', 'identity'],
    [TENANT, 'identity'],
    ['consumers', 'provider-error'],
    [another, 'provider-error'],
  ])('C-34 with the tenant %s, somebody of an organization is %s', async (tenant, expected) => {
    expect(await ending(tenant)).toBe(expected);
  });

  test('C-34 a personal account is no account of an organization', async () => {
    const token = () => ({ tid: personal, iss: issuerOf(personal) });
    expect(await ending('organizations', token())).toBe('provider-error');
    expect(await ending('common', token())).toBe('identity');
  });

  test('C-34 the issuer must be that of the tenant which the token names', async () => {
    expect(await ending('common', { tid: another })).toBe('provider-error');
    expect(await ending('common', { iss: issuerOf(another) })).toBe('provider-error');
    expect(await ending('common', { iss: issuerOf('{tenantid}') })).toBe('provider-error');
    expect(await ending('common', { tid: '../common', iss: issuerOf('../common') })).toBe(
      'provider-error',
    );
    expect(await ending('common', { tid: [TENANT] })).toBe('provider-error');
  });

  test('C-34 an object ID that is none is nobody, whatever else the token says', async () => {
    const victim = { email: 'victim@example.com', upn: 'victim@example.com' };
    expect(await ending('common', { ...victim, oid: 'victim@example.com' })).toBe('provider-error');
  });

  test('in production is reached where it is, and is sent personal accounts', () => {
    const settings = { clientId: 'id', clientSecret: 'secret', tenant: 'consumers' };
    const { openId, facts, isIssuer } = microsoftProvider(settings, callbackUrl('microsoft'));
    expect(openId.issuer).toBe('https://login.microsoftonline.com/consumers/v2.0');
    expect(openId.saidIssuer).toBe(`https://login.microsoftonline.com/${personal}/v2.0`);
    expect(facts.formAction).toEqual([
      'https://login.microsoftonline.com',
      'https://login.live.com',
    ]);
    expect(isIssuer(`https://login.microsoftonline.com/${personal}/v2.0`)).toBe(true);
    expect(isIssuer(`https://login.microsoftonline.com/${another}/v2.0`)).toBe(false);
    expect(isIssuer('https://login.microsoftonline.com/common/v2.0')).toBe(false);
  });
});
