import { Injectable } from '@nestjs/common';
import { TokenVerifier } from '../../keys/token-verifier.ts';
import { Revocations } from '../../revocations/revocations.ts';
import type { AccessTokenClaims } from '../claims.ts';

const rule = { types: ['at+jwt'] };

/** Reads access tokens back. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly revocations: Revocations,
  ) {}

  /** The claims of a token this service signed that has not expired; null for every other text. */
  async read(token: string): Promise<AccessTokenClaims | null> {
    const verified = await this.verifier.verify(token, rule);
    if (verified.kind === 'refused') return null;
    // Our own signature over our own type of token: these are the claims `claims.ts` wrote.
    return verified.claims as object as AccessTokenClaims;
  }

  /** True when the token, its grant, or anything that covers the grant has been revoked. */
  isDead({ jti, sid }: AccessTokenClaims): Promise<boolean> {
    return this.revocations.isTokenDead({ jti, subjectId: sid });
  }
}

/** The scopes a token carries. */
export function scopesOf({ scope }: AccessTokenClaims): readonly string[] {
  return scope === undefined ? [] : scope.split(' ');
}

/** True when the token carries the scope. */
export function hasScope(claims: AccessTokenClaims, wanted: string): boolean {
  return scopesOf(claims).includes(wanted);
}
