import { discovery, jwks, jwksUnchanged } from './documents.ts';
import { introspect, introspectNames, introspectNew } from './introspection.ts';
import { silentSignIn, signInAndLink } from './journeys.ts';
import type { Scenario } from './scenario.ts';
import { clientCredentials, redeemCode, refresh } from './tokens.ts';

/** Everything that is measured, in the order of the report. */
export const scenarios: readonly Scenario[] = [
  introspect,
  introspectNew,
  introspectNames,
  redeemCode,
  refresh,
  clientCredentials,
  jwks,
  jwksUnchanged,
  discovery,
  silentSignIn,
  signInAndLink,
];
