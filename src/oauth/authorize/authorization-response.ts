import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import type { OAuthError } from '../oauth-error.ts';

/** Where the answer to an authorization request goes. */
export interface ReturnAddress {
  /** Registered by the app. */
  redirectUri: string;
  state: string | null;
}

/** Makes the addresses that carry answers back to apps, each with `iss` so that no app mixes us up (RFC 9207 §2). */
@Injectable()
export class AuthorizationResponses {
  constructor(private readonly config: Config) {}

  success(to: ReturnAddress, code: string): string {
    return this.address(to, { code });
  }

  failure(to: ReturnAddress, { error, message }: OAuthError): string {
    return this.address(to, { error, error_description: message });
  }

  private address({ redirectUri, state }: ReturnAddress, answer: Record<string, string>): string {
    const query = new URLSearchParams(answer);
    if (state !== null) query.set('state', state);
    query.set('iss', this.config.issuer);
    return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.toString()}`;
  }
}
