import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { assertionAlgorithms } from '../../apps/app-keys.ts';
import { Apps } from '../../apps/apps.ts';
import { authMethods } from '../../apps/city-app.ts';
import type { CityApp } from '../../apps/city-app.ts';
import { RateLimits } from '../../platform/http/rate-limits.ts';
import { Tallies } from '../../platform/tallies/tallies.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { ClientAssertions } from './client-assertions.ts';
import { presentedBy } from './presented.ts';
import type { Presented } from './presented.ts';

/** The client authentication methods of discovery (RFC 8414 §2): all of them, and those that prove something. */
export const clientMethods = authMethods;
export const provingMethods = authMethods.filter((method) => method !== 'none');
export const assertionSigning = assertionAlgorithms;

/** The app a request comes from, or why that is not to be believed; the reason is for the log alone. */
type Proof = { kind: 'proved'; app: CityApp } | { kind: 'refused'; why: string };

/**
 * Finds out which app is calling an OAuth endpoint (RFC 6749 §2.3): what the request shows, whose it would be, and
 * whether it is the proof that app is registered with. An app has one method, and no other will do.
 */
@Injectable()
export class ClientAuthentication {
  constructor(
    private readonly apps: Apps,
    private readonly assertions: ClientAssertions,
    private readonly limits: RateLimits,
    private readonly tallies: Tallies,
  ) {}

  /** The calling app: proved by its method, or merely named if it is public. Throws `invalid_client`. */
  identify(request: FastifyRequest, form: Parameters): Promise<CityApp> {
    return this.admit(request, presentedBy(request, form));
  }

  /** The calling app, which must prove itself. Throws `invalid_client`. */
  authenticate(request: FastifyRequest, form: Parameters): Promise<CityApp> {
    const shown = presentedBy(request, form);
    return this.admit(request, shown?.method === 'none' ? null : shown);
  }

  /**
   * One answer for unknown ids, wrong secrets and malformed headers: nothing to learn from it. Failures are limited,
   * and the right proof is let in even then: it cannot be guessed, and no failing of others may keep an app out.
   */
  private async admit(request: FastifyRequest, shown: Presented | null): Promise<CityApp> {
    const proof = shown === null ? refused('nothing to read') : await this.prove(shown);
    if (proof.kind === 'refused') {
      await this.limits.countFailure(shown?.id ?? '', request.ip);
      await this.tally(shown);
      throw new OAuthError('client-refused', proof.why);
    }
    this.countCall(request, proof.app);
    return proof.app;
  }

  /** Only ids that are registered are counted, since anybody can send any other. */
  private async tally(shown: Presented | null): Promise<void> {
    const app = shown && (await this.apps.find(shown.id));
    if (app) this.tallies.add('token-request', app.id, 'invalid_client');
  }

  /** Anybody can name a public app, so what they use up is not taken from all of its users. */
  private countCall({ ip, routeOptions }: FastifyRequest, { id, kind }: CityApp): void {
    const { limit } = routeOptions.config;
    if (limit !== undefined) this.limits.countApp(limit, id, kind === 'public' ? ip : undefined);
  }

  private async prove(shown: Presented): Promise<Proof> {
    switch (shown.method) {
      case 'client_secret_basic':
      case 'client_secret_post':
        return fitting(shown, await this.apps.authenticate(shown.id, shown.secret));
      case 'private_key_jwt':
        return this.proveByAssertion(shown);
      case 'none':
        return fitting(shown, await this.apps.find(shown.id));
      default:
        return shown satisfies never;
    }
  }

  private async proveByAssertion(
    shown: Extract<Presented, { method: 'private_key_jwt' }>,
  ): Promise<Proof> {
    const proof = fitting(shown, await this.apps.find(shown.id));
    if (proof.kind === 'refused') return proof;
    const refusal = await this.assertions.refusalOf(proof.app, shown.assertion);
    return refusal === null ? proof : refused(refusal);
  }
}

function fitting({ method }: Presented, app: CityApp | null): Proof {
  if (app === null) return refused('unknown client or wrong secret');
  if (app.disabled) return refused('disabled client');
  return app.authMethod === method ? { kind: 'proved', app } : refused('another method');
}

function refused(why: string): Proof {
  return { kind: 'refused', why };
}
