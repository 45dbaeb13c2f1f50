import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import type { AccessTokenClaims, UserinfoClaims } from '../claims.ts';
import { OAuthError } from '../oauth-error.ts';
import { AccessTokens, hasScope } from '../tokens/access-tokens.ts';
import { Disclosure } from '../tokens/disclosure.ts';

/** Tells an app what the resident agreed to (OIDC Core §5.3). */
@Injectable()
export class Userinfo {
  constructor(
    private readonly apps: Apps,
    private readonly tokens: AccessTokens,
    private readonly disclosure: Disclosure,
  ) {}

  /** The claims for the bearer of this token. Throws as RFC 6750 §3.1 says. */
  async of(token: string | null): Promise<UserinfoClaims> {
    if (token === null) throw new OAuthError('token-missing');
    const claims = await this.tokens.read(token);
    const isGood =
      claims !== null && (await this.isOwn(claims)) && !(await this.tokens.isDead(claims));
    if (!isGood) throw new OAuthError('token-refused');
    if (!hasScope(claims, 'openid')) throw new OAuthError('scope-insufficient');
    return { sub: claims.sub, ...(await this.disclosure.of(claims)) };
  }

  /** A token for another API has been given to others, and the resident's yes was for the app alone. */
  private async isOwn({ aud, client_id: id }: AccessTokenClaims): Promise<boolean> {
    return (await this.apps.find(id))?.resource === aud;
  }
}
