import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import { browserSecret } from '../platform/http/browser-binding.ts';
import type { Identity, ProviderOutcome } from '../providers/provider.ts';
import { Sessions } from '../residents/sessions.ts';
import type { ConsumedFlow } from './flow.ts';
import { endingPath } from './outcome-path.ts';
import type { Ending } from './outcome-path.ts';
import { PendingIdentities } from './pending-identities.ts';
import { SignIn } from './sign-in.ts';
import { pathAfter } from './waiting-app.ts';

/** A consumed flow together with what the provider answered. */
export interface Arrival {
  outcome: ProviderOutcome;
  flow: ConsumedFlow;
  request: FastifyRequest;
  reply: FastifyReply;
}

type Known = Arrival & { identity: Identity };

/** Decides where a browser that came back goes next. Nothing new is saved here. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly database: Database,
    private readonly links: Links,
    private readonly pending: PendingIdentities,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
  ) {}

  /** The path of the next page, without a language. Signs in when the account is linked already. */
  async pathFor(arrival: Arrival): Promise<string> {
    const { outcome } = arrival;
    switch (outcome.kind) {
      case 'identity':
        return this.withIdentity({ ...arrival, identity: outcome.identity });
      case 'expired-or-used':
        return this.ended(arrival, 'mismatch');
      case 'unavailable':
        return this.ended(arrival, 'provider-unavailable');
      case 'provider-error':
        return this.ended(arrival, 'provider-error');
      default:
        return outcome satisfies never;
    }
  }

  private async withIdentity(arrival: Known): Promise<string> {
    const { namespace, subject } = arrival.identity;
    const link = await this.links.ofAccount(namespace, subject);
    if (link === null) return this.askFirst(arrival);
    const { purpose } = arrival.flow;
    if (purpose.kind === 'sign-in') return this.signInWith(link, arrival);
    if (link.residentId === purpose.residentId) return this.ended(arrival, 'already-linked');
    await this.links.noteConflict(this.database, link);
    return this.ended(arrival, 'conflict');
  }

  private async signInWith(link: Link, arrival: Arrival): Promise<string> {
    const outcome = await this.signIn.withLink(link);
    if (outcome.kind === 'gone') return this.ended(arrival, 'mismatch');
    await this.sessions.give(arrival.request, arrival.reply, outcome.session);
    return pathAfter(arrival.flow.requestId);
  }

  /** An account nobody has linked waits, readable by this browser only, until the resident says yes. */
  private async askFirst({ flow, identity, request }: Known): Promise<string> {
    const secret = browserSecret(request) ?? '';
    const id = await this.pending.hold(flow, identity, secret);
    return flow.purpose.kind === 'sign-in' ? `/link/new/${id}` : `/link/review/${id}`;
  }

  private ended({ flow }: Arrival, ending: Ending): string {
    return endingPath(ending, flow.provider, flow.requestId);
  }
}
