import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { RequestHandler, Response } from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** The API of a city app, guarded by libraries that anybody would take. */
export interface ParksApi {
  readonly url: string;
  close(): void;
}

/** The guards, each on a path of its own. */
export const guards = ['express-oauth2-jwt-bearer', 'jose'] as const;

/** Starts the API for one issuer and audience; both guards find the keys by themselves. */
export async function startParksApi(issuer: string, audience: string): Promise<ParksApi> {
  const app = express();
  app.get(
    '/express-oauth2-jwt-bearer',
    auth({ issuerBaseURL: issuer, audience, strict: true }),
    requiredScopes('linked_accounts'),
    (request, response) => void response.json({ sub: request.auth?.payload.sub }),
  );
  app.get('/jose', joseGuard(issuer, audience));
  app.use(((error: { status?: number; headers?: object }, _request, response: Response, _next) => {
    response
      .status(error.status ?? 500)
      .set(error.headers ?? {})
      .end();
  }) as express.ErrorRequestHandler);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** What an app writes that takes jose alone. */
function joseGuard(issuer: string, audience: string): RequestHandler {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', issuer));
  const algorithms = ['ES256', 'RS256'];
  const options = { issuer, audience, algorithms, typ: 'at+jwt', requiredClaims: ['exp', 'sub'] };
  return async ({ headers }, response) => {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    try {
      const { payload } = await jwtVerify(token, keys, options);
      response.json({ sub: payload.sub });
    } catch {
      response.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
    }
  };
}
