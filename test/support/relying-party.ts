import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWK, JWTPayload } from 'jose';
import type { Page } from './browser.ts';
import type { Answer, CityService } from './city-service.ts';
import type { Resident } from './resident.ts';

type Changes = Record<string, string | null>;

/** What a relying party has after one authorization. */
export interface SignedIn {
  readonly page: Page;
  readonly answer: Answer;
  readonly accessToken: string;
  readonly idToken: string;
  readonly claims: JWTPayload & { auth_time?: number; nonce?: string };
}

/** A city app that knows the service by its metadata alone, and believes nothing that it has not checked. */
export class RelyingParty {
  private constructor(
    readonly app: CityService,
    readonly metadata: Record<string, unknown>,
    private readonly keys: JSONWebKeySet,
  ) {}

  static async discover(app: CityService): Promise<RelyingParty> {
    const { json: metadata } = await read(app, '/.well-known/openid-configuration');
    const { json: keys } = await read(app, new URL(String(metadata.jwks_uri)).pathname);
    return new RelyingParty(app, metadata, { keys: keys.keys as JWK[] });
  }

  /** Sends the resident through authorize and consent, and believes what comes back. */
  async signIn(resident: Resident, changes: Changes = {}): Promise<SignedIn> {
    const page = await this.app.ask(resident, changes);
    return this.finish(page, changes);
  }

  /** Checks an authorization response as its request wants it, and redeems the code. */
  async finish(page: Page, changes: Changes = {}): Promise<SignedIn> {
    const asked = this.app.query(changes);
    const said = page.url.searchParams;
    if (said.get('state') !== asked.get('state')) throw new Error('The state is another.');
    if (said.get('iss') !== this.metadata.issuer) throw new Error('The issuer is another.');
    const redirectUri = asked.get('redirect_uri') ?? '';
    if (!page.url.href.startsWith(redirectUri))
      throw new Error(`The browser is at ${page.url.href}`);
    const answer = await this.app.redeem(said.get('code') ?? '', { redirect_uri: redirectUri });
    return { page, answer, ...(await this.believe(answer, asked.get('nonce'))) };
  }

  /** The ID token's claims, if everything about it is right (OIDC Core §3.1.3.3, §3.1.3.7). */
  async verify(idToken: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(this.keys), {
      issuer: String(this.metadata.issuer),
      audience: this.app.id,
      algorithms: ['RS256'],
      typ: 'JWT',
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
    });
    return payload;
  }

  private async believe(answer: Answer, nonce: string | null) {
    const { access_token, id_token, token_type, expires_in } = answer.json;
    const isRight =
      answer.status === 200 &&
      String(token_type).toLowerCase() === 'bearer' &&
      typeof expires_in === 'number' &&
      answer.headers['cache-control'] === 'no-store';
    if (!isRight) throw new Error(`No token answer: ${answer.status} ${answer.text}`);
    const claims = await this.verify(String(id_token));
    if ((claims.nonce ?? null) !== nonce) throw new Error('The nonce is another.');
    return { accessToken: String(access_token), idToken: String(id_token), claims };
  }
}

async function read(app: CityService, path: string): Promise<Answer> {
  return app.call(path, { method: 'GET' });
}
