import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { fingerprint, newToken, sameSecret } from '../kernel/opaque-token.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Vault } from '../vault/vault.ts';
import { challengeSeconds } from './staff-limits.ts';
import { useChallenge } from './statements/passkeys.ts';

/** What an answer to a challenge is for, and which browser was asked. */
export interface ChallengeFor {
  purpose: 'enrol' | 'sign-in';
  /** The hash of the browser's secret. */
  browser: Buffer;
}

/**
 * Challenges for passkeys (WebAuthn Level 3 §13.4.3): random, for one browser and one purpose, five minutes long and
 * answered once. They carry a seal of ours, so that nothing is stored for whoever only opens the page.
 */
@Injectable()
export class Challenges {
  constructor(
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** A new challenge, as the text that the browser signs. */
  make(asked: ChallengeFor): string {
    const content = `${this.clock.seconds() + challengeSeconds}.${newToken()}`;
    return `${content}.${this.seal(content, asked)}`;
  }

  /** Whether a challenge is one of ours for this very browser and purpose, and still young enough. */
  isOurs(challenge: string, asked: ChallengeFor): boolean {
    const [expires = '', nonce = '', seal = ''] = challenge.split('.');
    const isYoung = Number(expires) > this.clock.seconds();
    return sameSecret(this.seal(`${expires}.${nonce}`, asked), seal) && isYoung;
  }

  /** Uses a challenge up; false when it was answered before. */
  async use(sql: Sql, challenge: string): Promise<boolean> {
    const values = [fingerprint(challenge), challengeSeconds * 2];
    return (await firstRow(sql, useChallenge, values)) !== null;
  }

  private seal(content: string, { purpose, browser }: ChallengeFor): string {
    return this.vault.mac('staff-challenge', `${purpose} ${browser.toString('hex')} ${content}`);
  }
}
