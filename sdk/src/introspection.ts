import type { IntrospectOptions, Settings } from './options.ts';
import { basic } from './service-token.ts';
import { TokenError } from './token-error.ts';

const patienceMilliseconds = 5000;

/** Asks the service about each token (RFC 7662). */
export class Introspection {
  private readonly authorization: string;

  constructor(
    private readonly settings: Settings,
    { credentials }: IntrospectOptions,
  ) {
    this.authorization = basic(credentials);
  }

  /** Throws `revoked`, or `revocations_unavailable` when the service did not say. */
  async check(token: string): Promise<void> {
    const { issuer } = this.settings;
    if (await this.isActive(token)) return;
    throw new TokenError('revoked', 'It has been revoked.', { issuer });
  }

  private async isActive(token: string): Promise<boolean> {
    const { issuer, fetch } = this.settings;
    try {
      const answer = await fetch(`${issuer}/oauth/introspect`, {
        method: 'POST',
        headers: { authorization: this.authorization },
        body: new URLSearchParams({ token }),
        signal: AbortSignal.timeout(patienceMilliseconds),
        redirect: 'error',
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const { active } = (await answer.json()) as { active?: unknown };
      return active === true;
    } catch (cause) {
      const message = 'The service could not be asked about it.';
      throw new TokenError('revocations_unavailable', message, { issuer, cause });
    }
  }
}
