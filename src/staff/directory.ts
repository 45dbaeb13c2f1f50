import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { DirectorySettings } from '../config/config.ts';
import type { Bilingual } from '../config/bilingual.ts';
import { Clock } from '../kernel/clock.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import { formTarget } from '../platform/http/form-target.ts';
import { Log } from '../platform/logging/log.ts';
import { Circuit } from '../platform/outgoing/circuit.ts';
import { exchangeLimits } from '../platform/outgoing/limits.ts';
import { Vault } from '../vault/vault.ts';
import { nameIn, roleIn } from './directory/claims.ts';
import { Discovery } from './directory/discovery.ts';
import { Exchange } from './directory/exchange.ts';
import type { Leaving, Returning } from './directory/exchange.ts';
import { failureOf } from './directory/failure.ts';
import type { Failure } from './directory/failure.ts';

/** Where the identity provider sends browsers back to, as it must be registered there. */
const callbackPath = '/staff/sign-in/callback';

/** So long a page waits to learn where the identity provider is; nobody waits for one that is down. */
const patience = 1000;

/** All that is learned of a person. Tokens, e-mail and every other claim are gone by then. */
export interface DirectoryPerson {
  /** A keyed hash of issuer and subject. */
  index: Buffer;
  name: string | null;
  /** What the city says they are; null for nothing here. */
  role: StaffRole | null;
  /** When they last proved to the identity provider who they are, in seconds; null when it does not say. */
  provedAt: number | null;
}

/** How a trip to the identity provider ends. */
export type DirectoryOutcome =
  { kind: 'person'; person: DirectoryPerson } | { kind: Failure['kind'] };

interface Parts {
  settings: DirectorySettings;
  discovery: Discovery;
  exchange: Exchange;
  circuit: Circuit;
}

/** The city's own identity provider, if staff may sign in with it: an OpenID provider that is not ours. */
@Injectable()
export class Directory {
  private readonly parts: Parts | null;

  constructor(
    config: Config,
    clock: Clock,
    private readonly log: Log,
    private readonly vault: Vault,
  ) {
    const { directory: settings, issuer } = config;
    if (settings === null) {
      this.parts = null;
      return;
    }
    const discovery = new Discovery(settings, clock);
    const exchange = new Exchange(settings, discovery, `${issuer}${callbackPath}`, clock);
    this.parts = { settings, discovery, exchange, circuit: new Circuit(clock, exchangeLimits) };
  }

  /** What it is called on buttons; null where staff sign in with passkeys alone. */
  get label(): Bilingual | null {
    return this.parts?.settings.label ?? null;
  }

  /** Whether an answer that names its sender comes from here (RFC 9207 §2.4). */
  issMatches(iss: string | undefined): boolean {
    return iss === undefined || iss === this.parts?.settings.issuer;
  }

  /** The origins to which a form may lead that sets out for it. */
  async formTargets(): Promise<string[]> {
    if (this.parts === null) return [];
    const { discovery, settings } = this.parts;
    if (discovery.last === null)
      await Promise.race([this.look(), pause(patience, undefined, { ref: false })]);
    const asked = discovery.last?.authorization_endpoint ?? settings.issuer;
    return [...new Set([settings.issuer, asked].map(formTarget))];
  }

  /** Where to send a browser; null when the identity provider does not answer. */
  async begin(leaving: Leaving): Promise<string | null> {
    const outcome = await this.attempt(async ({ exchange }) => {
      return { kind: 'address', address: await exchange.address(leaving) } as const;
    });
    return outcome.kind === 'address' ? outcome.address : null;
  }

  /** Who came back, as far as it is believed. */
  finish(returning: Returning): Promise<DirectoryOutcome> {
    return this.attempt(async ({ exchange, settings }) => {
      const claims = await exchange.claims(returning);
      const { iss, sub, auth_time: provedAt = null } = claims;
      const index = this.vault.blindIndex('staff-account', iss, sub);
      const person = { index, name: nameIn(claims), role: roleIn(claims, settings), provedAt };
      return { kind: 'person', person } as const;
    });
  }

  private async look(): Promise<void> {
    await this.attempt(async ({ discovery }) => {
      await discovery.find();
      return { kind: 'found' } as const;
    });
  }

  /** Within the limits on what we ask of others; says in the log how it ended, and nothing of anybody. */
  private async attempt<T extends { kind: string }>(
    ask: (parts: Parts) => Promise<T>,
  ): Promise<T | { kind: Failure['kind'] }> {
    const { parts } = this;
    if (parts === null) return { kind: 'unavailable' };
    const outcome = await parts.circuit.run(async () => {
      try {
        return { ...(await ask(parts)), code: 'answered' };
      } catch (error) {
        return failureOf(error);
      }
    });
    const code = 'code' in outcome ? outcome.code : 'circuit-open';
    this.log.write({ event: 'directory.answered', outcome: outcome.kind, code });
    return outcome;
  }
}
