import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import { TokenSigner } from '../../keys/token-signer.ts';
import { EpochMarks } from '../../revocations/epoch-marks.ts';
import { accessTokenClaims, atHashOf, idTokenClaims } from '../claims.ts';
import type { Issue } from '../claims.ts';
import type { Entitlement } from './token-grant.ts';

/** A successful answer of the token endpoint (RFC 6749 §5.1, OIDC Core §3.1.3.3). */
export interface TokenResponse {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope?: string;
  refresh_token?: string;
  id_token?: string;
}

/** Turns what a request has earned into signed tokens. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly marks: EpochMarks,
    private readonly signer: TokenSigner,
  ) {}

  async issue(app: CityApp, earned: Entitlement): Promise<TokenResponse> {
    const lifetime = this.config.tokens.accessSeconds;
    const issue = { issuer: this.config.issuer, now: this.clock.seconds(), lifetime };
    const { scopes, refreshToken } = earned;
    const accessToken = await this.accessToken(app, earned, issue);
    const idToken = await this.idToken(app, earned, { ...issue, accessToken });
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: lifetime,
      ...(scopes.length > 0 && { scope: scopes.join(' ') }),
      ...(refreshToken !== null && { refresh_token: refreshToken }),
      ...(idToken !== null && { id_token: idToken }),
    };
  }

  private accessToken(app: CityApp, earned: Entitlement, issue: Issue): Promise<string> {
    const epochs = earned.grant.epochs.map((epoch) => this.marks.of(epoch));
    const claims = accessTokenClaims(issue, earned.grant, { ...earned, epochs });
    const algorithm = app.accessTokenAlgorithm;
    return this.signer.sign({ algorithm, typ: 'at+jwt', claims, comesBack: true });
  }

  private async idToken(
    app: CityApp,
    { grant, idToken }: Entitlement,
    issue: Issue & { accessToken: string },
  ): Promise<string | null> {
    if (idToken === null) return null;
    const atHash = atHashOf(issue.accessToken);
    const claims = idTokenClaims(issue, grant, { ...idToken, atHash });
    return this.signer.sign({ algorithm: app.idTokenAlgorithm, typ: 'JWT', claims });
  }
}
