import { discovery, jwks, jwksUnchanged } from './documents.ts';
import { introspect, introspectNames, introspectNew } from './introspection.ts';
import { signIn, signInAndLink, silentSignIn } from './journeys.ts';
import type { Scenario } from './scenario.ts';
import { clientCredentials, codeEs256, codeRs256, refresh } from './tokens.ts';

/** Everything that is measured, in the order of the report. */
export const scenarios: readonly Scenario[] = [
  introspect,
  introspectNew,
  introspectNames,
  clientCredentials,
  refresh,
  codeEs256,
  codeRs256,
  jwks,
  jwksUnchanged,
  discovery,
  silentSignIn,
  signIn,
  signInAndLink,
];
