import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { Page } from './browser.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { Registration } from '../../src/apps/apps.ts';
import type { AuthMethod, CityApp, NewApp } from '../../src/apps/city-app.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { ClientKeys } from './client-keys.ts';
import type { AssertionChanges } from './client-keys.ts';
import { proofBy } from './client-proof.ts';
import type { ClientProof } from './client-proof.ts';
import type { Resident } from './resident.ts';
import type { TestService } from './service.ts';

/** An answer of an OAuth endpoint. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON; empty when it is something else. */
  json: Record<string, unknown>;
}

type Fields = Record<string, string>;
type Registered = Extract<Registration, { kind: 'registered' }>;

/** A request to an OAuth endpoint, in every way a client can get it wrong. */
export interface Call {
  headers?: Fields;
  body?: string;
  method?: string;
  service?: TestService;
  /** Aborted when the caller does not want the answer any more. */
  signal?: AbortSignal;
}

/** What an app has besides its registration. */
interface Belongings {
  callback: string;
  server: Server;
  /** Sign its assertions, when its method is `private_key_jwt`. */
  keys: ClientKeys;
}

/** The tokens of one connection, with what was sent to get them. */
export interface Connection {
  accessToken: string;
  refreshToken: string;
  idToken: string;
  answer: Answer;
}

/** A city app: registered with the service, with a callback address of its own on the loopback. */
export class CityService {
  readonly verifier = randomBytes(32).toString('base64url');
  readonly challenge = createHash('sha256').update(this.verifier).digest('base64url');

  readonly app: CityApp;
  readonly id: string;
  /** Empty for an app that has none. */
  readonly secret: string;
  readonly callback: string;
  readonly keys: ClientKeys;
  private readonly server: Server;

  private constructor(
    readonly service: TestService,
    { app, secret }: Registered,
    { callback, server, keys }: Belongings,
  ) {
    this.app = app;
    this.id = app.id;
    this.secret = secret ?? '';
    this.callback = callback;
    this.server = server;
    this.keys = keys;
  }

  /** Registers an app; `changes` replace what Parks Pass would have. One that signs its assertions gets `keys`. */
  static async register(
    service: TestService,
    changes: Partial<NewApp> = {},
    keys = new ClientKeys(),
  ): Promise<CityService> {
    const server = createServer((_, reply) => reply.end('back at the app')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A test that fails before it closes the app must not keep the whole run alive.
    server.unref();
    const { port } = server.address() as AddressInfo;
    const callback = `http://127.0.0.1:${port}/callback`;
    const outcome = await service.running.app.get(Apps).register({
      id: `app-${randomBytes(4).toString('hex')}`,
      name: 'Parks Pass',
      department: 'Parks and Recreation',
      purpose: 'To keep your pass in one place.',
      kind: 'confidential',
      redirectUris: [callback],
      scopes: ['openid', 'linked_accounts', 'offline_access'],
      ...(changes.authMethod === 'private_key_jwt' && { keys: keys.registered }),
      ...changes,
    });
    if (outcome.kind !== 'registered') throw new Error(outcome.rule);
    return new CityService(service, outcome, { callback, server, keys });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** A right authorization request; null takes a parameter away. */
  authorizeUrl(changes: Record<string, string | null> = {}): string {
    return `${this.service.url}/oauth/authorize?${this.query(changes).toString()}`;
  }

  query(changes: Record<string, string | null> = {}): URLSearchParams {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.id,
      redirect_uri: this.callback,
      scope: 'openid linked_accounts offline_access',
      state: 'state-1',
      code_challenge: this.challenge,
      code_challenge_method: 'S256',
    });
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) query.delete(name);
      else query.set(name, value);
    }
    return query;
  }

  /** Sends a resident through authorize and consent, and returns the page the app got. */
  async ask(resident: Resident, changes: Record<string, string | null> = {}): Promise<Page> {
    const page = await resident.open(this.authorizeUrl(changes));
    if (!page.url.pathname.includes('/connect/')) return page;
    return this.allow(resident);
  }

  /** Says yes on the consent page that is open: to every linked account, or to those chosen. */
  allow(resident: Resident, link = linksOn(resident.page)): Promise<Page> {
    return resident.browser.submit(resident.page.url.pathname, { decision: 'yes', link });
  }

  /** The code a resident's yes gives the app. */
  async codeFrom(resident: Resident, changes: Record<string, string | null> = {}): Promise<string> {
    const page = await this.ask(resident, changes);
    const code = page.url.searchParams.get('code');
    if (code === null) throw new Error(`No code at ${page.url.pathname}: ${page.status}`);
    return code;
  }

  /** The whole way to tokens. */
  async connect(
    resident: Resident,
    changes: Record<string, string | null> = {},
  ): Promise<Connection> {
    const answer = await this.redeem(await this.codeFrom(resident, changes));
    if (answer.status !== 200) throw new Error(answer.text);
    const { access_token, refresh_token, id_token } = answer.json;
    return {
      accessToken: String(access_token),
      refreshToken: String(refresh_token),
      idToken: String(id_token),
      answer,
    };
  }

  redeem(code: string, changes: Fields = {}, call: Call = {}): Promise<Answer> {
    const { callback: redirect_uri, verifier: code_verifier } = this;
    const fields = { grant_type: 'authorization_code', code, redirect_uri, code_verifier };
    return this.token({ ...fields, ...changes }, call);
  }

  refresh(refreshToken: string, changes: Fields = {}, call: Call = {}): Promise<Answer> {
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, ...changes };
    return this.token(fields, call);
  }

  token(fields: Fields, call: Call = {}): Promise<Answer> {
    return this.post('/oauth/token', fields, call);
  }

  introspect(token: string, call: Call = {}): Promise<Answer> {
    return this.post('/oauth/introspect', { token }, call);
  }

  revoke(token: string, fields: Fields = {}): Promise<Answer> {
    return this.post('/oauth/revoke', { token, ...fields });
  }

  userinfo(token: string, call: Call = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${token}` };
    return this.call('/oauth/userinfo', { method: 'GET', headers, ...call });
  }

  /** A form with this app's proof of who it is. */
  post(path: string, fields: Fields, call: Call = {}): Promise<Answer> {
    const { headers, form } = this.proof();
    return this.call(path, {
      body: new URLSearchParams({ ...form, ...fields }).toString(),
      ...call,
      headers: { ...headers, ...call.headers },
    });
  }

  /** A proof by the method the app is registered with, or by another. */
  proof(method: AuthMethod = this.app.authMethod): ClientProof {
    const { id, secret } = this;
    return proofBy(method, { id, secret, assertion: () => this.assertion() });
  }

  /** A right assertion, new each time; `changes` replace members of header and claims, or take them away. */
  assertion({ header, claims, by = this.keys }: AssertionChanges = {}): string {
    const now = this.service.running.app.get(Clock).seconds();
    const times = { iat: now, exp: now + 60 };
    return by.sign(
      { alg: by.algorithm, kid: by.kid, ...header },
      { iss: this.id, sub: this.id, aud: this.service.url, jti: randomUUID(), ...times, ...claims },
    );
  }

  async call(path: string, call: Call): Promise<Answer> {
    const { service = this.service, headers = {}, body, method = 'POST', signal } = call;
    const answer = await request(new URL(path, service.address), {
      method: method as 'POST',
      body,
      signal,
      headers: {
        host: new URL(service.url).host,
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, json: jsonOf(text) };
  }
}

/** The ids of the links a consent page offers. */
function linksOn({ text }: Page): string[] {
  return [...text.matchAll(/name="link" value="([^"]+)"/g)].map(([, id = '']) => id);
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The header of a token. */
interface Header {
  alg: string;
  typ?: string;
  kid?: string;
}

/** The claims of a JWT, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  return partOf(token, 1) as Record<string, unknown>;
}

/** The header of a JWT, unverified. */
export function headerOf(token: string): Header {
  return partOf(token, 0) as Header;
}

function partOf(token: string, position: number): unknown {
  return JSON.parse(Buffer.from(token.split('.')[position] ?? '', 'base64url').toString());
}
