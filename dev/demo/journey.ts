import assert from 'node:assert/strict';
import type { JwtPayload } from 'jsonwebtoken';
import type { HelpDesk } from '../help-desk.ts';
import type { CivicLink, Tokens, Trip } from '../parks-pass/civic-link.ts';
import { KeySet } from '../parks-pass/key-set.ts';
import { partsOf } from '../parks-pass/token-parts.ts';
import { verifyAccessToken } from '../parks-pass/verify-token.ts';
import type { Expectation } from '../parks-pass/verify-token.ts';
import type { Steps } from '../steps.ts';
import { walkThrough } from './resident.ts';

export interface JourneyParts {
  civicLink: CivicLink;
  staff: HelpDesk;
  redirectUri: string;
  /** What a good access token says. */
  expectation: Expectation;
}

/** The whole life of a link, as a city app lives it. Every step asserts what it claims. */
export class Journey {
  readonly #steps: Steps;
  readonly #parts: JourneyParts;

  constructor(steps: Steps, parts: JourneyParts) {
    this.#steps = steps;
    this.#parts = parts;
  }

  /** Takes all steps and returns the verified claims. */
  async run(): Promise<JwtPayload> {
    const { civicLink } = this.#parts;
    const { url, trip } = await civicLink.begin('en');
    const callback = await this.#link(url);
    const first = await this.#exchange(callback, trip);
    const claims = await this.#verify(first);
    await this.#introspect(first, true);
    await this.#readUserinfo(first);
    const tokens = await this.#refresh(first);
    await this.#revoke(tokens);
    await this.#introspect(tokens, false);
    await this.#refuse('Refresh refused', () => civicLink.refresh(tokens), 'invalid_grant');
    await this.#refuse('Userinfo refused', () => civicLink.userinfo(tokens), 'invalid_token');
    return claims;
  }

  #link(start: URL): Promise<URL> {
    return this.#steps.take(
      'Link made',
      () => walkThrough(start, this.#parts.redirectUri),
      () => 'Ana Rivera, by the simulated Google',
    );
  }

  #exchange(callback: URL, trip: Trip): Promise<Tokens> {
    return this.#steps.take(
      'Code exchanged',
      () => this.#parts.civicLink.finish(callback, trip),
      ({ subject }) => `sub ${subject}`,
    );
  }

  #verify({ accessToken }: Tokens): Promise<JwtPayload> {
    const { civicLink, expectation } = this.#parts;
    const { alg, kid } = partsOf(accessToken).header;
    return this.#steps.take(
      'Token verified offline',
      async () => {
        const keys = await new KeySet(civicLink.jwksUrl).keysFor(String(kid));
        return verifyAccessToken(accessToken, keys, expectation);
      },
      ({ exp = 0, iat = 0 }) => `${String(alg)}, key ${String(kid).slice(0, 8)}…, ${exp - iat} s`,
    );
  }

  #introspect({ accessToken }: Tokens, expected: boolean): Promise<unknown> {
    return this.#steps.take(
      expected ? 'Introspection says yes' : 'Introspection says no',
      async () => {
        const { active } = await this.#parts.civicLink.introspect(accessToken);
        assert.equal(active, expected);
      },
      () => `active: ${expected}`,
    );
  }

  #readUserinfo(tokens: Tokens): Promise<unknown> {
    return this.#steps.take(
      'Userinfo',
      async () => {
        const userinfo = await this.#parts.civicLink.userinfo(tokens);
        assert.ok(userinfo.kind === 'accounts');
        return userinfo.accounts;
      },
      (accounts) => accounts.map(({ provider, name }) => `${provider}: ${name}`).join(', '),
    );
  }

  #refresh(tokens: Tokens): Promise<Tokens> {
    return this.#steps.take(
      'Refresh',
      async () => {
        const refreshed = await this.#parts.civicLink.refresh(tokens);
        assert.ok(refreshed.kind === 'tokens');
        assert.notEqual(refreshed.tokens.refreshToken, tokens.refreshToken);
        return refreshed.tokens;
      },
      () => 'new access token, new refresh token',
    );
  }

  #revoke({ subject }: Tokens): Promise<unknown> {
    return this.#steps.take(
      'Link revoked by staff',
      async () => {
        const removal = await this.#parts.staff.removeLinkOf(subject);
        assert.ok(removal.kind === 'removed');
        return removal.linkId;
      },
      (linkId) => `link ${linkId}`,
    );
  }

  #refuse(
    name: string,
    attempt: () => Promise<{ kind: string; error?: string }>,
    expected: string,
  ): Promise<unknown> {
    return this.#steps.take(
      name,
      async () => assert.equal((await attempt()).error, expected),
      () => expected,
    );
  }
}
