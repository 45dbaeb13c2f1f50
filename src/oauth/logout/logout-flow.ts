import { Injectable } from '@nestjs/common';
import type { Parameters } from '../parameters.ts';
import { IdTokenHints } from '../tokens/id-token-hints.ts';
import type { LogoutWish } from './logout-wish.ts';

/** Judges requests for a logout (RP-Initiated Logout §2, §3). */
@Injectable()
export class LogoutFlow {
  constructor(private readonly hints: IdTokenHints) {}

  /**
   * The wish, if an ID token of ours proves that the app knows the resident and everything else fits it; null means
   * that anybody may have made the link. One thing that does not fit spoils all: half a wish is nobody's.
   */
  async judge(parameters: Parameters): Promise<LogoutWish | null> {
    const token = parameters.flaw() === null ? parameters.get('id_token_hint') : null;
    const hint = token === null ? null : await this.hints.read(token);
    if (hint === null) return null;
    const clientId = parameters.get('client_id') ?? hint.app.id;
    const redirectUri = parameters.get('post_logout_redirect_uri');
    const isRegistered =
      redirectUri === null || hint.app.postLogoutRedirectUris.includes(redirectUri);
    if (clientId !== hint.app.id || !isRegistered) return null;
    return { ...hint, redirectUri, state: parameters.get('state') };
  }
}
