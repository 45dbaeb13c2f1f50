import { isOpenIdIssuer } from '../kernel/url-rules.ts';
import type { DirectorySettings } from './config.ts';
import { ConfigError } from './config-error.ts';
import { documented, text } from './setting.ts';
import type { Settings } from './settings.ts';

const makes = (role: string) =>
  documented(text.optional(), {
    says: `The value of the claim that makes somebody ${role}; left out, nobody becomes one this way.`,
  });

/** How staff come in with the city's own identity provider, in the order of `docs/configuration.md`. */
export const directorySettings = {
  STAFF_OIDC_ISSUER: documented(
    text
      .refine(
        isOpenIdIssuer,
        'must be an https address such as https://login.example.gov, without a query',
      )
      .optional(),
    {
      says: 'The city’s own identity provider (OpenID Connect), with which staff can sign in: its `issuer`, letter by letter. Leave out to switch it off. docs/staff.md says how to set it up.',
      example: 'https://login.example.gov',
    },
  ),
  STAFF_OIDC_CLIENT_ID: documented(text.optional(), {
    says: 'Client ID of this service there. Its redirect address is `ISSUER` and `/staff/sign-in/callback`.',
  }),
  STAFF_OIDC_CLIENT_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  STAFF_OIDC_SCOPE: documented(
    text
      .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must begin with openid')
      .default('openid profile'),
    { says: 'What is asked for there. Some providers tell groups only for a scope of its own.' },
  ),
  STAFF_OIDC_ROLE_CLAIM: documented(text.default('groups'), {
    says: 'The claim of the ID token that says what somebody is: a text, or a list of them.',
  }),
  STAFF_OIDC_OPERATOR: makes('an operator'),
  STAFF_OIDC_APPROVER: makes('an approver'),
  STAFF_OIDC_REVOKER: makes('a revoker'),
  STAFF_OIDC_AUDITOR: makes('an auditor'),
  STAFF_OIDC_VIEWER: makes('a viewer'),
  STAFF_OIDC_LABEL: documented(text.default('your city account'), {
    says: 'What the button says after “Sign in with”.',
  }),
  STAFF_OIDC_LABEL_ES: documented(text.default('su cuenta de la ciudad'), {
    says: 'The same in Spanish, after «Entrar con».',
  }),
} as const;

type Name = keyof typeof directorySettings;

/** What it cannot do without. One of these, or a role, without the others is a mistake. */
const parts = [
  'STAFF_OIDC_ISSUER',
  'STAFF_OIDC_CLIENT_ID',
  'STAFF_OIDC_CLIENT_SECRET',
] as const satisfies Name[];

const roleSettings = {
  operator: 'STAFF_OIDC_OPERATOR',
  approver: 'STAFF_OIDC_APPROVER',
  revoker: 'STAFF_OIDC_REVOKER',
  auditor: 'STAFF_OIDC_AUDITOR',
  viewer: 'STAFF_OIDC_VIEWER',
} as const satisfies Record<keyof DirectorySettings['roles'], Name>;

const roleNames = Object.values(roleSettings);

/** The city's identity provider; null without one. @throws ConfigError where only a part of it is set */
export function directory(read: Settings): DirectorySettings | null {
  const given = [...parts, ...roleNames].find((name) => read[name] !== undefined);
  if (given === undefined) return null;
  const needed = (name: (typeof parts)[number]): string => {
    const value = read[name];
    if (value === undefined) throw new ConfigError(name, `must be set when ${given} is.`);
    return value;
  };
  return {
    issuer: needed('STAFF_OIDC_ISSUER'),
    clientId: needed('STAFF_OIDC_CLIENT_ID'),
    clientSecret: needed('STAFF_OIDC_CLIENT_SECRET'),
    scope: read.STAFF_OIDC_SCOPE,
    roleClaim: read.STAFF_OIDC_ROLE_CLAIM,
    roles: rolesOf(read),
    label: { en: read.STAFF_OIDC_LABEL, es: read.STAFF_OIDC_LABEL_ES },
  };
}

/** Who would become what; each value means one role. */
function rolesOf(read: Settings): DirectorySettings['roles'] {
  const given = roleNames.filter((name) => read[name] !== undefined);
  if (given.length === 0) {
    throw new ConfigError('STAFF_OIDC_OPERATOR', 'or another role must be set, or nobody gets in.');
  }
  const twice = given.find((name, n) =>
    given.slice(0, n).some((other) => read[other] === read[name]),
  );
  if (twice !== undefined) throw new ConfigError(twice, 'names a value that means another role.');
  const { operator, approver, revoker, auditor, viewer } = roleSettings;
  return {
    operator: read[operator] ?? null,
    approver: read[approver] ?? null,
    revoker: read[revoker] ?? null,
    auditor: read[auditor] ?? null,
    viewer: read[viewer] ?? null,
  };
}
