import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import { Config } from '../../config/config.ts';
import { RefreshInspection } from '../../grants/refresh-inspection.ts';
import { refreshTokenClaims } from '../claims.ts';
import type { AccessTokenClaims } from '../claims.ts';
import { AccessTokens } from '../tokens/access-tokens.ts';
import { Disclosure } from '../tokens/disclosure.ts';

/** One answer for everything that is not an active token of the caller's: there is nothing to tell apart. */
export const inactive = '{"active":false}';

/**
 * Says whether a token is active (RFC 7662). The hot path of the service: a caller from memory, a signature
 * remembered from last time, and one read of the lattice shared with every request of the same tick.
 */
@Injectable()
export class Introspection {
  constructor(
    private readonly config: Config,
    private readonly tokens: AccessTokens,
    private readonly disclosure: Disclosure,
    private readonly refreshTokens: RefreshInspection,
  ) {}

  /** The answer as JSON. Throws only when the lattice cannot be asked (503): never a guess. */
  async answer(caller: CityApp, token: string): Promise<string> {
    const claims = await this.tokens.read(token);
    if (claims === null) return this.answerRefresh(caller, token);
    if (!mayAsk(caller, claims)) return inactive;
    if (await this.tokens.isDead(claims)) return inactive;
    return JSON.stringify(await this.describe(caller, claims));
  }

  /** A refresh token is only ever sent to us, so nobody but its own app may ask about it (RFC 7662 §4). */
  private async answerRefresh(caller: CityApp, token: string): Promise<string> {
    const living = await this.refreshTokens.living(caller, token);
    if (living === null) return inactive;
    return JSON.stringify(refreshTokenClaims(this.config.issuer, living, living.expiresAt));
  }

  /** What a resident shows one app, no other app hears, not even the one whose API the token is for. */
  private async describe(caller: CityApp, claims: AccessTokenClaims): Promise<object> {
    const active = { active: true, token_type: 'Bearer', ...claims };
    if (claims.client_id !== caller.id || !this.disclosure.isDue(claims)) return active;
    return { ...active, ...(await this.disclosure.of(claims)) };
  }
}

/** The resource the token is for, or the client it was issued to (RFC 7662 §4). */
function mayAsk(caller: CityApp, { aud, client_id: clientId }: AccessTokenClaims): boolean {
  return aud === caller.resource || clientId === caller.id;
}
