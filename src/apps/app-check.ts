import { parseWebUrl } from '../kernel/url-rules.ts';
import type { ReachSettings } from '../platform/outgoing/reach.ts';
import { assertionKeysOf } from './app-keys.ts';
import type { AppRecord } from './app-record.ts';
import { keepsSecret } from './city-app.ts';
import type { CityApp } from './city-app.ts';
import { refusalOf } from './registry/registration-rules.ts';

/** What is looked at, in this order. */
export type CheckPoint = 'on' | 'rules' | 'proof' | 'returns' | 'openid' | 'spanish' | 'old';

/** `missing`: nothing works without it. `note`: it works, but somebody should know. */
export interface Finding {
  point: CheckPoint;
  state: 'good' | 'note' | 'missing';
}

/** Looks at a registration, and at nothing else: no address of the app is visited. */
export function checkApp(record: AppRecord, reach: ReachSettings): Finding[] {
  const { app, oldSecretEndsAt } = record;
  const isByRules = refusalOf(app, { approved: true, reach }) === null;
  return [
    { point: 'on', state: app.disabled ? 'missing' : 'good' },
    { point: 'rules', state: isByRules ? 'good' : 'missing' },
    { point: 'proof', state: canProve(record) ? 'good' : 'missing' },
    ...(signsIn(app) ? aboutSignIn(app) : []),
    { point: 'old', state: oldSecretEndsAt === null ? 'good' : 'note' },
  ];
}

/** Whether residents sign in to the app; one that works by itself has no use for a browser. */
export function signsIn({ grantTypes }: CityApp): boolean {
  return grantTypes.includes('authorization_code');
}

function aboutSignIn({ scopes, department, purpose, redirectUris }: CityApp): Finding[] {
  const isSpanish = department.en !== department.es && purpose.en !== purpose.es;
  return [
    { point: 'returns', state: stateOf(redirectUris) },
    { point: 'openid', state: scopes.includes('openid') ? 'good' : 'note' },
    { point: 'spanish', state: isSpanish ? 'good' : 'note' },
  ];
}

/** The rules let nothing in but https and, for developers and apps on a device, the resident's own machine. */
function stateOf(redirectUris: readonly string[]): Finding['state'] {
  const schemes = redirectUris.map((uri) => parseWebUrl(uri)?.protocol);
  if (schemes.length === 0 || schemes.includes(undefined)) return 'missing';
  return schemes.includes('http:') ? 'note' : 'good';
}

function canProve({ app, secretMadeAt }: AppRecord): boolean {
  if (app.authMethod === 'none') return true;
  if (keepsSecret(app)) return secretMadeAt !== null;
  return app.keys !== null && assertionKeysOf(app.keys).length > 0;
}
