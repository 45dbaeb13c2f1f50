/**
 * Signals: what providers tell us about accounts that residents have linked.
 *
 * Owns: what Google and Facebook send, what comes too fast, and what a provider must hear of a link that ended.
 * Does not: trust an unsigned byte, keep anything of somebody whom it does not know, or let anybody wait for a provider.
 * Hands off to: links (what ends), erasure (codes of deletions), the ledger.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { fingerprint } from '../kernel/opaque-token.ts';
import { ToldLinks } from '../links/told-links.ts';
import type { Told, ToldOutcome } from '../links/told-links.ts';
import type { RemovedLink } from '../links/removal.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Tallies } from '../platform/tallies/tallies.ts';
import { Providers } from '../providers/providers.ts';
import type { SecurityEvent } from './google/security-event.ts';
import { securityEventOf } from './google/security-event.ts';
import type { SecurityEventToken } from './google/google-sets.ts';
import { heardSeconds } from './lifetimes.ts';
import * as statements from './statements/signals.ts';
import { ToldRemovals } from './told-removals.ts';
import type { SignalOutcome } from './told-removals.ts';

type AboutAccount = Extract<SecurityEvent, { subject: string }>;
type AboutState = Exclude<AboutAccount, { kind: 'purged' }>;

const google = 'google';

@Injectable()
export class Signals {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly links: ToldLinks,
    private readonly providers: Providers,
    private readonly removals: ToldRemovals,
    private readonly tallies: Tallies,
  ) {}

  /** Does what Google says in a token that was believed, event by event, each once however often it comes. */
  async hear({ issuer, jti, issuedAt, events }: SecurityEventToken): Promise<void> {
    for (const [uri, body] of Object.entries(events)) {
      const event = securityEventOf(uri, body, issuer);
      const hash = fingerprint(JSON.stringify([issuer, jti, uri]));
      this.tallies.add('signal', google, await this.take(event, { at: issuedAt, hash }));
    }
  }

  private async take(
    event: SecurityEvent,
    { at, hash }: { at: Date; hash: Buffer },
  ): Promise<string> {
    switch (event.kind) {
      case 'ignored':
      case 'unknown':
        return event.kind;
      case 'trial':
        await this.database.run(statements.noteTrial, [google, event.state]);
        return event.kind;
      case 'purged': {
        const account = this.accountOf(event);
        const signal = { provider: google, account, at, reason: 'account_closed' } as const;
        return this.removals.take(signal, hash);
      }
      case 'alarm':
      case 'disabled':
      case 'enabled':
        return this.change(event, at, hash);
      default:
        return event satisfies never;
    }
  }

  /** Of an account that nobody has linked, nothing is written down. */
  private async change(event: AboutState, at: Date, hash: Buffer): Promise<SignalOutcome> {
    if (at.getTime() <= this.clock.milliseconds() - heardSeconds * 1000) return 'too-old';
    const told: Told = { account: this.accountOf(event), at };
    return this.database.transaction(async (sql) => {
      const link = await this.links.hold(sql, told);
      if (link === null) return 'no-link';
      if ((await firstRow(sql, statements.hear, [hash])) === null) return 'repeated';
      return this.apply(sql, link, { event, at });
    });
  }

  private apply(
    sql: Sql,
    link: RemovedLink,
    { event, at }: { event: AboutState; at: Date },
  ): Promise<ToldOutcome> {
    switch (event.kind) {
      case 'alarm':
        return this.links.signOut(sql, link, event.alarm);
      case 'disabled':
        return this.links.suspend(sql, link, { at, cause: event.cause });
      case 'enabled':
        return this.links.resume(sql, link, at);
      default:
        return event satisfies never;
    }
  }

  private accountOf({ subject }: AboutAccount): Told['account'] {
    return { namespace: this.providers.namespaceOf(google), subject };
  }
}
