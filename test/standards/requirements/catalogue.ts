import { api, consent } from './api.ts';
import { authorization } from './authorization.ts';
import { clients } from './clients.ts';
import { gaps } from './gaps.ts';
import { introspection, revocation } from './introspection.ts';
import { metadata } from './metadata.ts';
import { logout, openid } from './openid.ts';
import { profiles } from './profiles.ts';
import type { Profile, Topic } from './requirement.ts';
import { signals } from './signals.ts';
import { libraryTraps, signedTokens } from './signed-tokens.ts';
import { accessTokens, clientCredentials, codes, refreshTokens } from './tokens.ts';
import { upstream } from './upstream.ts';

/** All that the tests have to prove, in the order of the page. */
export interface Catalogue {
  readonly topics: readonly Topic[];
  readonly profiles: readonly Profile[];
  readonly gaps: Readonly<Record<string, string>>;
}

export const catalogue: Catalogue = {
  topics: [
    metadata,
    clients,
    authorization,
    codes,
    refreshTokens,
    clientCredentials,
    accessTokens,
    openid,
    logout,
    introspection,
    revocation,
    upstream,
    signals,
    signedTokens,
    libraryTraps,
    api,
    consent,
  ],
  profiles,
  gaps,
};
