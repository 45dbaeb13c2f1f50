import type { Profile } from './requirement.ts';

const basic: Profile = {
  title: 'Basic OP, with PKCE',
  modules: [
    ['oidcc-server', 'The code flow from the first request to userinfo.'],
    ['oidcc-response-type-missing', 'A request without a response type is an error.'],
    ['oidcc-idtoken-signature', 'The ID token verifies with the published key of its kid.'],
    ['oidcc-idtoken-unsigned', 'Unsigned ID tokens are not offered.'],
    ['oidcc-userinfo-get', 'Userinfo answers GET.'],
    ['oidcc-userinfo-post-header', 'Userinfo answers POST with the token in the header.'],
    ['oidcc-userinfo-post-body', 'Userinfo answers POST with the token in the form.'],
    [
      'oidcc-ensure-request-without-nonce-succeeds-for-code-flow',
      'A nonce is not required, and none is made up.',
    ],
    ['oidcc-scope-profile', 'profile is not offered.'],
    ['oidcc-scope-email', 'email is not offered.'],
    ['oidcc-scope-address', 'address is not offered.'],
    ['oidcc-scope-phone', 'phone is not offered.'],
    ['oidcc-scope-all', 'All four together are not offered.'],
    ['oidcc-alternate-happy-flow', 'A second redirect address and long parameters work as well.'],
    ['oidcc-display-page', 'display=page works.'],
    ['oidcc-display-popup', 'display=popup works.'],
    ['oidcc-prompt-login', 'prompt=login signs in anew, and auth_time says so.'],
    ['oidcc-prompt-none-not-logged-in', 'Without a session prompt=none is login_required.'],
    [
      'oidcc-prompt-none-logged-in',
      'With a session prompt=none asks nothing and keeps sub and auth_time.',
    ],
    ['oidcc-max-age-1', 'A sign-in older than max_age is done again.'],
    ['oidcc-max-age-10000', 'A sign-in younger than max_age is enough, and auth_time is told.'],
    ['oidcc-ensure-request-with-unknown-parameter-succeeds', 'An unknown parameter is ignored.'],
    ['oidcc-id-token-hint', 'prompt=none with the resident’s own ID token as hint works.'],
    ['oidcc-login-hint', 'login_hint does no harm.'],
    ['oidcc-ui-locales', 'ui_locales does no harm.'],
    ['oidcc-claims-locales', 'claims_locales does no harm.'],
    ['oidcc-ensure-request-with-acr-values-succeeds', 'acr_values does no harm.'],
    ['oidcc-codereuse', 'A code used again is invalid_grant.'],
    ['oidcc-codereuse-30seconds', 'Used again after half a minute it also ends its access token.'],
    ['oidcc-ensure-registered-redirect-uri', 'An address that is not registered gets no answer.'],
    ['oidcc-ensure-post-request-succeeds', 'A request may come as a posted form.'],
    ['oidcc-server-client-secret-post', 'The whole flow with the secret in the form.'],
    [
      'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
      'request_uri is refused by name.',
    ],
    [
      'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
      'A request object is refused by name.',
    ],
    ['oidcc-claims-essential', 'The claims parameter is not offered and does no harm.'],
    [
      'oidcc-ensure-request-object-with-redirect-uri',
      'A request object cannot name a redirect address.',
    ],
    [
      'oidcc-refresh-token',
      'A refresh token gives a new access token and works for its client only.',
    ],
    ['oidcc-ensure-request-with-valid-pkce-succeeds', 'S256 works, and a wrong verifier does not.'],
  ],
};

const config: Profile = {
  title: 'Config OP',
  modules: [
    ['oidcc-discovery-endpoint-verification', 'Metadata and keys are complete and well-formed.'],
  ],
};

const rpInitiatedLogout: Profile = {
  title: 'RP-Initiated Logout OP',
  modules: [
    ['oidcc-rp-initiated-logout-discovery-endpoint-verification', 'Metadata names the endpoint.'],
    ['oidcc-rp-initiated-logout', 'The resident is signed out and led back with state.'],
    [
      'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
      'Nobody is led to an address that is not registered.',
    ],
    [
      'oidcc-rp-initiated-logout-modified-id-token-hint',
      'A hint without a signature leads nowhere.',
    ],
    ['oidcc-rp-initiated-logout-no-id-token-hint', 'Without a hint nobody is led away unasked.'],
    [
      'oidcc-rp-initiated-logout-no-params',
      'Without any parameter the resident is asked and signed out.',
    ],
    [
      'oidcc-rp-initiated-logout-no-post-logout-redirect-uri',
      'Without an address the resident stays on our page.',
    ],
    ['oidcc-rp-initiated-logout-no-state', 'Without state none is made up.'],
    ['oidcc-rp-initiated-logout-only-state', 'State alone leads nowhere.'],
    [
      'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
      'An added query makes it another address.',
    ],
    [
      'oidcc-rp-initiated-logout-bad-id-token-hint',
      'A hint signed by somebody else leads nowhere.',
    ],
  ],
};

export const profiles: readonly Profile[] = [basic, config, rpInitiatedLogout];
