import { isDeepStrictEqual } from 'node:util';
import type { CityApp, GrantType, NewApp } from '../city-app.ts';
import { needsApproval } from '../scopes.ts';
import { completed, refusalOf } from './registration-rules.ts';
import type { Judgement } from './registration-rules.ts';
import type { RegistrationRefusal } from '../registration-refusal.ts';

type Setting = Exclude<keyof CityApp, 'id' | 'kind' | 'disabled'>;

/** The settings that can change, as the ledger names them. */
const codes = {
  name: 'name',
  department: 'department',
  purpose: 'purpose',
  authMethod: 'auth-method',
  keys: 'keys',
  assertionAudience: 'assertion-audience',
  sector: 'sector',
  resource: 'resource',
  otherResources: 'other-resources',
  redirectUris: 'redirect-uris',
  postLogoutRedirectUris: 'post-logout-redirect-uris',
  backchannelLogoutUri: 'backchannel-logout-uri',
  backchannelLogoutSessionRequired: 'backchannel-logout-session-required',
  scopes: 'scopes',
  grantTypes: 'grant-types',
  accessTokenAlgorithm: 'access-token-algorithm',
  idTokenAlgorithm: 'id-token-algorithm',
} as const satisfies Record<Setting, string>;

/** The registration with the changes made, whether it may stand or not. */
export function changedApp(app: CityApp, changes: Partial<NewApp>): CityApp {
  const before = asRegistered(app);
  const wanted = { ...before, ...changes };
  const { scopes, grantTypes, authMethod = app.authMethod, keys } = wanted;
  const made = completed({
    ...wanted,
    grantTypes: withRefresh(grantTypes ?? app.grantTypes, scopes),
    keys: authMethod === 'private_key_jwt' ? keys : changes.keys,
  });
  return { ...made, disabled: app.disabled };
}

/** The first rule that the changed registration breaks, or null. A scope that the app has already was approved. */
export function changeRefusal(
  before: CityApp,
  after: CityApp,
  { approved, reach }: Judgement,
): RegistrationRefusal | null {
  if (after.kind !== before.kind) return { rule: 'kind-fixed', value: before.kind };
  const isKnown = (scope: string): boolean => before.scopes.includes(scope);
  const isNothingNew = after.scopes.filter(needsApproval).every(isKnown);
  return refusalOf(after, { approved: approved || isNothingNew, reach });
}

/** Which settings differ. */
export function changedSettings(before: CityApp, after: CityApp): string[] {
  const settings = Object.keys(codes) as Setting[];
  return settings
    .filter((setting) => !isDeepStrictEqual(before[setting], after[setting]))
    .map((setting) => codes[setting]);
}

/** The app as somebody would register it today. A Spanish text that says the same was never given. */
function asRegistered({ department, purpose, keys, ...app }: CityApp): NewApp {
  return {
    ...app,
    department: department.en,
    purpose: purpose.en,
    ...(department.es !== department.en && { departmentEs: department.es }),
    ...(purpose.es !== purpose.en && { purposeEs: purpose.es }),
    ...(keys !== null && { keys }),
  };
}

/** Refresh tokens come and go with `offline_access`, as they do in a new registration. */
function withRefresh(types: readonly GrantType[], scopes: readonly string[]): GrantType[] {
  const others = types.filter((type) => type !== 'refresh_token');
  const isDue = others.includes('authorization_code') && scopes.includes('offline_access');
  return isDue ? [...others, 'refresh_token'] : others;
}
