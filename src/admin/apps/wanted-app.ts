import { readKeySet } from '../../apps/app-keys.ts';
import type { AppKeys } from '../../apps/app-keys.ts';
import type { GrantType, NewApp } from '../../apps/city-app.ts';
import type { AppForm, AppUse } from './app-form.ts';

/** What a form asks for; or, by the rule of the registry, which part of it cannot be read at all. */
export type WantedApp =
  { kind: 'read'; app: NewApp } | { kind: 'refused'; rule: 'keys-unfit' | 'kind-fixed' };

/** Reads a form as a registration. Whether it may stand is for the registry to say. */
export function wantedApp(form: AppForm): WantedApp {
  const { use } = form;
  if (use === null) return { kind: 'refused', rule: 'kind-fixed' };
  const keys = keysIn(form);
  if (keys === 'unfit') return { kind: 'refused', rule: 'keys-unfit' };
  const { id, name, department, purpose, scopes, approved, sector, resource } = form;
  const isPublic = use === 'device';
  const app: NewApp = {
    id,
    name,
    department,
    departmentEs: form.departmentEs || department,
    purpose,
    purposeEs: form.purposeEs || purpose,
    kind: isPublic ? 'public' : 'confidential',
    authMethod: isPublic ? 'none' : form.authMethod,
    ...(keys !== null && { keys }),
    redirectUris: linesIn(form.redirectUris),
    postLogoutRedirectUris: linesIn(form.postLogoutRedirectUris),
    backchannelLogoutUri: form.backchannelLogoutUri,
    backchannelLogoutSessionRequired: form.backchannelLogoutSessionRequired,
    scopes,
    grantTypes: grantTypesOf(use, scopes),
    scopesApproved: approved,
    ...(sector !== '' && { sector }),
    ...(resource !== '' && { resource }),
  };
  return { kind: 'read', app };
}

/** The keys that were pasted; null where none were, or none are used. */
function keysIn({ use, authMethod, algorithm, jwks }: AppForm): AppKeys | null | 'unfit' {
  if (authMethod !== 'private_key_jwt' || use === 'device' || jwks === '') return null;
  const read = readKeySet(parsed(jwks), algorithm);
  return read === null ? 'unfit' : { algorithm, jwks: read };
}

function grantTypesOf(use: AppUse, scopes: readonly string[]): GrantType[] {
  const own: GrantType[] = use === 'service' || use === 'both' ? ['client_credentials'] : [];
  if (use === 'service') return own;
  const again: GrantType[] = scopes.includes('offline_access') ? ['refresh_token'] : [];
  return ['authorization_code', ...again, ...own];
}

function linesIn(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
