import { assertionAlgorithms } from '../../apps/app-keys.ts';
import type { AssertionAlgorithm } from '../../apps/app-keys.ts';
import { authMethods } from '../../apps/city-app.ts';
import type { AuthMethod, CityApp } from '../../apps/city-app.ts';
import { fieldIn, valuesIn } from '../staff-form.ts';

/** What kind of app it is, as people choose it. */
export const appUses = ['server', 'device', 'service', 'both'] as const;
export type AppUse = (typeof appUses)[number];

/** What somebody wrote into the form of a registration. */
export interface AppForm {
  id: string;
  name: string;
  department: string;
  departmentEs: string;
  purpose: string;
  purposeEs: string;
  use: AppUse | null;
  authMethod: AuthMethod;
  algorithm: AssertionAlgorithm;
  jwks: string;
  /** One in each line. */
  redirectUris: string;
  postLogoutRedirectUris: string;
  /** Where its server is told of a logout; empty where it is not. */
  backchannelLogoutUri: string;
  backchannelLogoutSessionRequired: boolean;
  scopes: readonly string[];
  approved: boolean;
  sector: string;
  resource: string;
}

/** A form that nobody has written into; the usual choices are made. */
export const emptyForm: AppForm = {
  ...formIn(null),
  scopes: ['openid'],
};

/** The form of an app that is registered. Its keys are not shown again: an empty field keeps them. */
export function formOf(app: CityApp): AppForm {
  const { department, purpose, keys } = app;
  return {
    id: app.id,
    name: app.name,
    department: department.en,
    departmentEs: department.es === department.en ? '' : department.es,
    purpose: purpose.en,
    purposeEs: purpose.es === purpose.en ? '' : purpose.es,
    use: useOf(app),
    authMethod: app.authMethod,
    algorithm: keys?.algorithm ?? 'ES256',
    jwks: '',
    redirectUris: app.redirectUris.join('\n'),
    postLogoutRedirectUris: app.postLogoutRedirectUris.join('\n'),
    backchannelLogoutUri: app.backchannelLogoutUri ?? '',
    backchannelLogoutSessionRequired: app.backchannelLogoutSessionRequired,
    scopes: app.scopes,
    approved: false,
    sector: app.sector,
    resource: app.resource,
  };
}

/** What a browser sent. */
export function formIn(body: unknown): AppForm {
  const text = (name: string): string => fieldIn(body, name);
  // There is room for several lines, so that all of it can be seen; what is written is one.
  const line = (name: string): string => text(name).replaceAll(/\s+/g, ' ');
  return {
    id: text('id'),
    name: line('name'),
    department: line('department'),
    departmentEs: line('departmentEs'),
    purpose: line('purpose'),
    purposeEs: line('purposeEs'),
    use: appUses.find((use) => use === text('use')) ?? null,
    authMethod:
      authMethods.find((method) => method === text('authMethod')) ?? 'client_secret_basic',
    algorithm: assertionAlgorithms.find((name) => name === text('algorithm')) ?? 'ES256',
    jwks: text('jwks'),
    redirectUris: text('redirectUris'),
    postLogoutRedirectUris: text('postLogoutRedirectUris'),
    backchannelLogoutUri: line('backchannelLogoutUri'),
    backchannelLogoutSessionRequired: text('backchannelLogoutSessionRequired') === 'yes',
    scopes: valuesIn(body, 'scope'),
    approved: text('approved') === 'yes',
    sector: line('sector'),
    resource: line('resource'),
  };
}

/** What kind of app a registration makes it. */
export function useOf({ kind, grantTypes }: Pick<CityApp, 'kind' | 'grantTypes'>): AppUse {
  if (kind === 'public') return 'device';
  if (!grantTypes.includes('client_credentials')) return 'server';
  return grantTypes.includes('authorization_code') ? 'both' : 'service';
}
