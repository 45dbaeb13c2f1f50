/** The likely cause of an OAuth error and what to do (RFC 6749 §4.1.2.1 and §5.2, OIDC Core §3.1.2.6). */
const advice: Readonly<Record<string, string>> = {
  access_denied: 'The resident said no. Start again and choose "Allow".',
  consent_required: 'The resident has not agreed yet. Start again.',
  interaction_required:
    'The resident must first answer to a new privacy policy. Send them without prompt=none.',
  invalid_client:
    'The client id or its secret is wrong, or the app proves itself another way. Check --client and --secret-file; ' +
    'apps rotate-secret prints a new secret. A public app has none: leave it out.',
  invalid_client_id: 'The service does not know the app. Check --client against apps list.',
  invalid_grant:
    'The code was used before, is older than 60 seconds, or was made for another client or redirect URI. Start again.',
  invalid_redirect_uri:
    'The redirect URI is not registered for the app. It is compared letter by letter; only a public app with ' +
    'http://127.0.0.1/callback may use any port. Give the registered one with --redirect, or register another.',
  invalid_request:
    'The request is malformed. Compare this program with the release of the service.',
  invalid_scope:
    'The app is not registered for one of these scopes. Check --scope against apps list.',
  invalid_target: 'The app may not ask for this resource.',
  invalid_token: 'The token is expired, revoked or of another service.',
  login_required: 'Nobody is signed in in this browser.',
  server_error: 'The fault is with the service. Look at its log.',
  temporarily_unavailable: 'The service is busy or its database is down. Try again in a minute.',
  unauthorized_client:
    'The app may not use this grant type. An app made with --service has no residents.',
  unsupported_response_type: 'The service answers with codes only.',
};

/** What to do about an error code of OAuth, known or not. */
export function adviceFor(error: string): string {
  return advice[error] ?? 'docs/errors.md says what each error means.';
}

/** The error that a page names for developers; the longest, since some names begin with others. */
export function errorNamedIn(page: string): string | undefined {
  const named = Object.keys(advice).filter((error) => page.includes(error));
  return named.toSorted((one, other) => other.length - one.length)[0];
}
