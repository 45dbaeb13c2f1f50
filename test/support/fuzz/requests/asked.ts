import type { CityService } from '../../city-service.ts';
import type { Asked } from './draft.ts';

/** Texts that had a worth once. */
export interface Worthless {
  accessToken: string;
  refreshToken: string;
  code: string;
}

/** A right request to every OAuth endpoint, of an app with its secret; only what it shows is worth nothing. */
export function everyRequest(app: CityService, worthless: Worthless): Asked[] {
  const basic = Buffer.from(`${app.id}:${app.secret}`).toString('base64');
  const headers = { Authorization: `Basic ${basic}` };
  const bearer = { Authorization: `Bearer ${worthless.accessToken}` };
  const authorize = Object.fromEntries(app.query());
  const post = (path: string, fields: Asked['fields'], own: Asked['headers'] = headers): Asked => ({
    method: 'POST',
    path: `/oauth/${path}`,
    fields,
    headers: own,
  });
  const get = (path: string, fields: Asked['fields'] = {}, own: Asked['headers'] = {}): Asked => ({
    method: 'GET',
    path,
    fields,
    headers: own,
  });
  const { code, accessToken: token, refreshToken: refresh_token } = worthless;
  const { verifier: code_verifier, callback: redirect_uri } = app;
  return [
    get('/oauth/authorize', authorize),
    get('/oauth/authorize', { ...authorize, prompt: 'none' }),
    post('authorize', authorize, {}),
    post('token', { grant_type: 'authorization_code', code, code_verifier, redirect_uri }),
    post('token', { grant_type: 'refresh_token', refresh_token, scope: 'openid' }),
    post('token', { grant_type: 'client_credentials' }),
    post('token', { grant_type: 'refresh_token', refresh_token, client_id: app.id }, {}),
    post('introspect', { token, token_type_hint: 'access_token' }),
    post('revoke', { token, token_type_hint: 'access_token' }),
    get('/oauth/userinfo', {}, bearer),
    post('userinfo', { access_token: token }, {}),
    get('/.well-known/jwks.json'),
    get('/.well-known/openid-configuration'),
    get('/.well-known/oauth-authorization-server'),
    get('/oauth/logout', { client_id: app.id, state: 'a' }),
    post('logout', { client_id: app.id, state: 'a' }, {}),
  ];
}
