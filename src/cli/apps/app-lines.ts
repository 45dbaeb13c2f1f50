import { assertionKeysOf } from '../../apps/app-keys.ts';
import type { CityApp } from '../../apps/city-app.ts';

/** An app in one line of a list. */
export function lineOf({ id, name, department, kind, scopes, disabled }: CityApp): string {
  const state = disabled ? '  DISABLED' : '';
  return `${id}  ${name} (${department.en})  ${kind}  ${scopes.join(' ')}${state}`;
}

/** Everything that is registered of an app, a setting a line. */
export function linesOf(app: CityApp): string[] {
  const settings = [...whoItIs(app), ...howItProvesItself(app), ...whatItMayDo(app)];
  const width = Math.max(...settings.map(([name]) => name.length));
  return settings.map(([name, value]) => `${name.padEnd(width)}  ${value || '(none)'}`);
}

type Setting = [name: string, value: string];

function whoItIs(app: CityApp): Setting[] {
  return [
    ['client_id', app.id],
    ['name', app.name],
    ['department', inBoth(app.department)],
    ['purpose', inBoth(app.purpose)],
    ['state', app.disabled ? 'DISABLED' : 'enabled'],
    ['kind', app.kind],
    ['sector', app.sector],
  ];
}

/** Public keys by their names; a key itself is looked up where it is published. */
function howItProvesItself({ authMethod, keys, assertionAudience }: CityApp): Setting[] {
  const own: Setting[] = [['auth', authMethod]];
  if (keys === null) return own;
  const kids = assertionKeysOf(keys).map(({ kid = '(no kid)' }) => kid);
  return [
    ...own,
    ['keys', `${keys.algorithm}: ${kids.join(' ')}`],
    ['assertion audience', assertionAudience],
  ];
}

function whatItMayDo(app: CityApp): Setting[] {
  return [
    ['grant types', app.grantTypes.join(' ')],
    ['scopes', app.scopes.join(' ')],
    ['redirect URIs', app.redirectUris.join(' ')],
    ['after a logout', app.postLogoutRedirectUris.join(' ')],
    ['told of a logout', app.backchannelLogoutUri ?? ''],
    ['resource', app.resource],
    ['other resources', app.otherResources.join(' ')],
    ['access tokens', app.accessTokenAlgorithm],
    ['ID tokens', app.idTokenAlgorithm],
  ];
}

function inBoth({ en, es }: CityApp['department']): string {
  return en === es ? en : `${en} / ${es}`;
}
