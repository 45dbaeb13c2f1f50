import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import type { CityApp } from '../../apps/city-app.ts';
import { TokenVerifier } from '../../keys/token-verifier.ts';
import type { IdTokenClaims } from '../claims.ts';

/** Whom an app means: the resident it knows by this subject. */
export interface Hint {
  app: CityApp;
  /** Pairwise: it means somebody in the app's sector only. */
  subject: string;
}

/** A hint outlives the token it was: it says who was signed in, and opens nothing. */
const rule = { types: ['JWT'], checkExpiry: false };

/** Reads ID tokens that apps send back as `id_token_hint` (OIDC Core §3.1.2.1, RP-Initiated Logout §2). */
@Injectable()
export class IdTokenHints {
  constructor(
    private readonly apps: Apps,
    private readonly verifier: TokenVerifier,
  ) {}

  /** Whom the hint means; null for everything but an ID token that we signed for an app that is switched on. */
  async read(token: string): Promise<Hint | null> {
    const verified = await this.verifier.verify(token, rule);
    if (verified.kind === 'refused') return null;
    // Our own signature over our own type of token: these are the claims `claims.ts` wrote.
    const { aud, sub } = verified.claims as object as IdTokenClaims;
    const app = await this.apps.find(aud);
    return app === null || app.disabled ? null : { app, subject: sub };
  }
}
