import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import type { CityApp } from '../../apps/city-app.ts';
import type { FirstToken } from '../../grants/family-sql.ts';
import { audienceIn } from '../../grants/grant.ts';
import type { Grant } from '../../grants/grant.ts';
import { GrantEndings } from '../../grants/grant-endings.ts';
import { GrantReads } from '../../grants/grant-reads.ts';
import { fingerprint, isToken, newToken } from '../../kernel/opaque-token.ts';
import { BatchedRead } from '../../platform/database/batched-read.ts';
import { Database } from '../../platform/database/database.ts';
import { firstRow } from '../../platform/database/statement.ts';
import type { Sql, Values } from '../../platform/database/statement.ts';
import type { Session } from '../../residents/sessions.ts';
import type { Asked } from './asked.ts';
import * as statements from './code-statements.ts';

/** What an app shows to redeem a code. */
export interface CodePresented {
  app: CityApp;
  code: string;
  verifier: string;
  /** Null when not sent: PKCE binds the code already (OAuth 2.1 §10.2). */
  redirectUri: string | null;
  /** The resource the access token is for; null when the app did not say. */
  resource: string | null;
  /** Makes the first refresh token for the grant; null when the app earns none. */
  firstToken: (grant: Grant) => FirstToken | null;
}

export interface RedeemedCode {
  grant: Grant;
  nonce: string | null;
  /** The `aud` of the access token. */
  audience: string;
  refreshToken: string | null;
}

export type Redemption =
  | ({ kind: 'redeemed' } & RedeemedCode)
  /** A resource that was not granted; the code is still good. */
  | { kind: 'other-resource' }
  | { kind: 'refused' };

interface CodeOfApp {
  codeHash: Buffer;
  appId: string;
}

const refused: Redemption = { kind: 'refused' };
const verifierShape = /^[A-Za-z0-9._~-]{43,128}$/;

/** Authorization codes: 60 seconds, once, for the app and the browser trip they were made for (RFC 6749 §4.1.2). */
@Injectable()
export class Codes {
  private readonly grantIds: BatchedRead<CodeOfApp, string | null>;

  constructor(
    private readonly database: Database,
    private readonly grants: GrantReads,
    private readonly endings: GrantEndings,
  ) {
    this.grantIds = new BatchedRead((codes) => this.findGrantIds(codes));
  }

  /** Makes a code for a grant just opened. Only its hash is kept. */
  async issue(
    sql: Sql,
    grantId: string,
    { app, parameters }: Asked,
    session: Session,
  ): Promise<string> {
    const code = newToken();
    const { redirectUri, codeChallenge, nonce, scopes } = parameters;
    const facts = [redirectUri, codeChallenge, nonce, scopes];
    await sql.run(statements.insert, [
      fingerprint(code),
      app.id,
      grantId,
      session.authLink,
      ...facts,
    ]);
    return code;
  }

  /** Makes grant and code from an earlier consent, all in one statement; null when `openingSql` makes no grant. */
  async issueWith(opening: Values, { parameters }: Asked): Promise<string | null> {
    const code = newToken();
    const { redirectUri, codeChallenge, nonce } = parameters;
    const values = [...opening, fingerprint(code), redirectUri, codeChallenge, nonce];
    const made = await firstRow(this.database, statements.insertWithGrant, values);
    return made === null ? null : code;
  }

  /**
   * Uses a code up. One that was used before ends the grant it made (RFC 6749 §10.5).
   * Whether the grant lives is asked first: of many at once, the one that wins must not lose to the others' replay.
   */
  async redeem(presented: CodePresented): Promise<Redemption> {
    const { app, code, verifier, resource } = presented;
    if (!isToken(code) || !verifierShape.test(verifier)) return refused;
    const codeHash = fingerprint(code);
    const grantId = await this.grantIds.read({ codeHash, appId: app.id });
    const grant = grantId && (await this.grants.findLive(grantId));
    if (!grant) return refused;
    const audience = audienceIn(grant, app, resource);
    if (audience === null) return { kind: 'other-resource' };
    const proof = [codeHash, app.id, hash('sha256', verifier, 'base64url')];
    const used = await this.use(presented, proof, grant);
    if (used !== null) return { kind: 'redeemed', grant, audience, ...used };
    await this.endReplayed(grant, proof);
    return refused;
  }

  /** Makes the codes of a link that is being removed worthless. */
  async forgetUnredeemed(sql: Sql, linkId: string): Promise<void> {
    await sql.run(statements.forgetUnredeemed, [linkId]);
  }

  private async findGrantIds(codes: readonly CodeOfApp[]): Promise<(string | null)[]> {
    const rows = await this.database.run<{ grantId: string | null }>(statements.findGrants, [
      codes.map(({ codeHash }) => codeHash),
      codes.map(({ appId }) => appId),
    ]);
    return rows.map(({ grantId }) => grantId);
  }

  /** Uses the code up and starts the family it earns, both or neither. */
  private async use(
    { redirectUri, firstToken }: CodePresented,
    proof: readonly unknown[],
    grant: Grant,
  ): Promise<Pick<RedeemedCode, 'nonce' | 'refreshToken'> | null> {
    const first = firstToken(grant);
    const values = [...proof, redirectUri, ...(first?.values ?? [null, null, null])];
    const used = await firstRow<{ nonce: string | null }>(this.database, statements.redeem, values);
    return used && { nonce: used.nonce, refreshToken: first?.text ?? null };
  }

  /** Somebody has copied the code: whoever came first, nothing made from it may live on. */
  private async endReplayed(grant: Grant, proof: readonly unknown[]): Promise<void> {
    await this.database.transaction(async (sql) => {
      const isReplayed = (await firstRow(sql, statements.takeReplayed, proof)) !== null;
      if (isReplayed) await this.endings.end(sql, grant, 'code-replayed');
    });
  }
}
