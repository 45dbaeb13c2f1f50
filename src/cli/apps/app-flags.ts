import { parseArgs } from 'node:util';
import { assertionAlgorithms, readKeySet } from '../../apps/app-keys.ts';
import type { AppKeys } from '../../apps/app-keys.ts';
import { authMethods, tokenAlgorithms } from '../../apps/city-app.ts';
import type { NewApp } from '../../apps/city-app.ts';
import { UsageError } from '../command.ts';
import { jsonIn } from '../json-file.ts';

/** The flags of `apps add` and `apps edit`, as `civic-link help` shows them. */
export const appFlags = [
  '[--redirect <url>...] [--post-logout <url>...] [--scope <scope>...] [--approve-scopes] [--public] [--service]',
  '[--backchannel-logout <url>] [--backchannel-logout-session]',
  '[--department-es <name>] [--purpose-es <sentence>] [--sector <name>]',
  '[--resource <uri>] [--also-resource <uri>...] [--access-alg ES256|RS256] [--id-alg ES256|RS256]',
  `[--auth ${authMethods.join('|')}]`,
  `[--jwks <file>] [--assertion-alg ${assertionAlgorithms.join('|')}] [--token-endpoint-audience]`,
].join('\n        ');

/** What the flags say; a flag that is not there leaves no trace, so that it changes nothing. */
export interface ReadFlags {
  positionals: readonly string[];
  given: Partial<Omit<NewApp, 'id'>>;
}

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const options = {
  name: text,
  department: text,
  'department-es': text,
  purpose: text,
  'purpose-es': text,
  auth: text,
  jwks: text,
  'assertion-alg': text,
  'token-endpoint-audience': flag,
  redirect: several,
  'post-logout': several,
  'backchannel-logout': text,
  'backchannel-logout-session': flag,
  scope: several,
  'approve-scopes': flag,
  sector: text,
  resource: text,
  'also-resource': several,
  'access-alg': text,
  'id-alg': text,
  public: flag,
  service: flag,
};

/** Reads the flags. `--no-<flag>` turns one off, and an empty value empties a list. */
export function readFlags(args: readonly string[]): ReadFlags {
  const { values, positionals } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    allowNegative: true,
  });
  const given = {
    name: values.name,
    department: values.department,
    departmentEs: values['department-es'],
    purpose: values.purpose,
    purposeEs: values['purpose-es'],
    kind: values.public === undefined ? undefined : values.public ? 'public' : 'confidential',
    authMethod: oneOf(authMethods, values.auth),
    keys: keysIn(values.jwks, oneOf(assertionAlgorithms, values['assertion-alg'])),
    assertionAudience: audience(values['token-endpoint-audience']),
    redirectUris: listed(values.redirect),
    postLogoutRedirectUris: listed(values['post-logout']),
    backchannelLogoutUri: values['backchannel-logout'],
    backchannelLogoutSessionRequired: values['backchannel-logout-session'],
    scopes: listed(values.scope),
    scopesApproved: values['approve-scopes'],
    sector: values.sector,
    resource: values.resource,
    otherResources: listed(values['also-resource']),
    accessTokenAlgorithm: oneOf(tokenAlgorithms, values['access-alg']),
    idTokenAlgorithm: oneOf(tokenAlgorithms, values['id-alg']),
    grantTypes: grantTypes(values.service),
  } satisfies { [Name in keyof NewApp]?: NewApp[Name] | undefined };
  return { positionals, given: withoutAbsent(given) };
}

function oneOf<Choice extends string>(
  choices: readonly Choice[],
  value: string | undefined,
): Choice | undefined {
  const choice = choices.find((one) => one === value);
  if (choice === undefined && value !== undefined)
    throw new UsageError(`${value} is none of ${choices.join(', ')}.`);
  return choice;
}

function listed(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.filter((value) => value !== '');
}

function audience(isTokenEndpoint: boolean | undefined): NewApp['assertionAudience'] {
  if (isTokenEndpoint === undefined) return undefined;
  return isTokenEndpoint ? 'token-endpoint' : 'issuer';
}

function grantTypes(isService: boolean | undefined): NewApp['grantTypes'] {
  if (isService === undefined) return undefined;
  return isService ? ['client_credentials'] : ['authorization_code'];
}

/** The keys of a file that holds a JSON Web Key Set, and the one algorithm they are for. */
function keysIn(
  path: string | undefined,
  algorithm: AppKeys['algorithm'] = 'ES256',
): AppKeys | undefined {
  if (path === undefined) return undefined;
  const jwks = readKeySet(jsonIn(path), algorithm);
  if (jwks !== null) return { algorithm, jwks };
  throw new UsageError(
    `${path} must hold public keys for ${algorithm}, and no private one: {"keys":[...]}.`,
  );
}

function withoutAbsent<Given extends object>(given: Given): ReadFlags['given'] {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present);
}
