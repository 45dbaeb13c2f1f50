import type { MicrosoftSettings } from '../config/provider-config.ts';
import type { Person } from './identity.ts';
import { secretInBody } from './openid/client-proof.ts';
import { personNamed } from './openid/name-told.ts';
import { invalidGrant } from './openid/setup.ts';
import type { Claims, OpenIdSetup } from './openid/setup.ts';
import type { OpenIdProvider } from './provider.ts';

const microsoft = 'https://login.microsoftonline.com';
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The tenant of all personal accounts, as Microsoft documents it. */
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * Microsoft: a person is an object (`oid`) in a tenant (`tid`). Never e-mail, `upn` or `preferred_username`, which whoever
 * runs a tenant can set to somebody else's ("nOAuth").
 */
export function microsoftProvider(
  settings: MicrosoftSettings,
  callbackUrl: string,
): OpenIdProvider {
  const openId = setupOf(settings, callbackUrl);
  const { clientId, signInOrigin: origin, issuerOf } = openId;
  const { issuer: base = microsoft } = settings;
  return {
    facts: {
      id: 'microsoft',
      label: 'Microsoft',
      privacyUrl: 'https://privacy.microsoft.com/privacystatement',
      settingsUrl: hasPersonal(settings)
        ? 'https://account.microsoft.com/privacy/app-access'
        : 'https://myapplications.microsoft.com/',
      hasAccountChooser: true,
      origin,
      // Personal accounts sign in on a site of their own.
      formAction: origin === microsoft ? [origin, 'https://login.live.com'] : [origin],
    },
    clientId,
    namespace: microsoft,
    isIssuer: (iss) => iss === issuerOf({ tid: iss.slice(base.length + 1, -'/v2.0'.length) }),
    speaks: 'openid',
    openId,
  };
}

function setupOf(settings: MicrosoftSettings, redirectUri: string): OpenIdSetup {
  const { tenant, clientId, issuer: base = microsoft } = settings;
  return {
    issuer: `${base}/${tenant}/v2.0`,
    saidIssuer: `${base}/${saidTenant(tenant)}/v2.0`,
    issuerOf: ({ tid }) => (isCounted(tid, tenant) ? `${base}/${tid}/v2.0` : null),
    signInOrigin: new URL(base).origin,
    clientId,
    redirectUri,
    scope: 'openid profile',
    algorithm: 'RS256',
    clientAuth: secretInBody(settings.clientSecret),
    bindsCodes: true,
    asks: ({ language, isProof }) => ({
      prompt: isProof ? 'login' : 'select_account',
      ui_locales: language,
    }),
    tellsAuthTime: false,
    hasUserinfo: false,
    personIn,
    isSpent: invalidGrant,
  };
}

/** The issuer has been found by `tid`, so it is one of ours by now. */
function personIn({ tid, oid, name }: Claims): Person | null {
  const isKnown = typeof tid === 'string' && typeof oid === 'string' && guid.test(oid);
  return isKnown ? personNamed(`${tid}.${oid}`, name) : null;
}

/** Whether most people have a personal account, which has a page of its own for what it lets apps see. */
function hasPersonal({ tenant }: MicrosoftSettings): boolean {
  return tenant === 'consumers' || tenant === 'common';
}

/** Discovery for many tenants names none of them, but this. */
function saidTenant(tenant: string): string {
  if (tenant === 'consumers') return personal;
  return guid.test(tenant) ? tenant : '{tenantid}';
}

/** Whether accounts of a tenant count here. */
function isCounted(tid: unknown, tenant: string): tid is string {
  if (typeof tid !== 'string' || !guid.test(tid)) return false;
  switch (tenant) {
    case 'common':
      return true;
    case 'organizations':
      return tid !== personal;
    case 'consumers':
      return tid === personal;
    default:
      return tid === tenant;
  }
}
