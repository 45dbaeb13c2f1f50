import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { browserSecret } from '../platform/http/browser-binding.ts';
import { policyChangedPath } from '../policy/changed-path.ts';
import type { Identity, ProviderOutcome } from '../providers/provider.ts';
import { Sessions } from '../residents/sessions.ts';
import type { ConsumedFlow, Purpose } from './flow.ts';
import { goalPath } from './goal.ts';
import { NameChoices } from './name-choices.ts';
import type { Returned } from './name-choices.ts';
import { namePath, newNamePath } from './name-path.ts';
import { blockedPath, endingPath, failedPath, setbackPath } from './outcome-path.ts';
import type { Ending } from './outcome-path.ts';
import { withRequest } from './pages/provider-facts.ts';
import { PendingIdentities } from './pending-identities.ts';
import type { PendingIdentity } from './pending-identities.ts';
import { Provings } from './provings.ts';
import { Returning } from './returning.ts';
import { pathAfter } from './waiting-app.ts';

/** A consumed flow together with what the provider answered. */
export interface Arrival {
  outcome: ProviderOutcome;
  flow: ConsumedFlow;
  request: FastifyRequest;
  reply: FastifyReply;
}

type Known = Arrival & { identity: Identity };
type SigningIn = Extract<Purpose, { kind: 'sign-in' }>;
type Proving = Extract<Purpose, { kind: 'prove' }>;

/** Decides where a browser that came back goes next. Nothing new is saved here. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly links: Links,
    private readonly names: NameChoices,
    private readonly pending: PendingIdentities,
    private readonly provings: Provings,
    private readonly returning: Returning,
    private readonly sessions: Sessions,
  ) {}

  /** The path of the next page, without a language. Signs in when the account is linked already. */
  async pathFor(arrival: Arrival): Promise<string> {
    const { outcome } = arrival;
    switch (outcome.kind) {
      case 'identity':
        return this.withIdentity({ ...arrival, identity: outcome.identity });
      case 'expired-or-used':
        return this.ended(arrival, 'mismatch');
      case 'not-fresh':
        return setbackPath(arrival.flow, 'not-fresh');
      case 'unavailable':
        return failedPath(arrival.flow, 'provider-unavailable');
      case 'provider-error':
        return failedPath(arrival.flow, 'provider-error');
      default:
        return outcome satisfies never;
    }
  }

  private async withIdentity(arrival: Known): Promise<string> {
    const { namespace, subject } = arrival.identity;
    const link = await this.links.ofAccount(namespace, subject);
    const { purpose } = arrival.flow;
    switch (purpose.kind) {
      case 'sign-in':
        return link === null
          ? this.askFirst(arrival, purpose)
          : this.signInWith(link, arrival, purpose);
      case 'link':
        return link === null
          ? this.askFirst(arrival, purpose)
          : this.alreadyHeld(link, arrival, purpose.residentId);
      case 'prove':
        return this.prove(link, arrival, purpose);
      case 'name':
        return link?.id === purpose.linkId && link.residentId === purpose.residentId
          ? this.askAboutName(link, arrival)
          : setbackPath(arrival.flow, 'other-account');
      default:
        return purpose satisfies never;
    }
  }

  private async signInWith(
    link: Link,
    arrival: Known,
    { isShared, returnPath }: SigningIn,
  ): Promise<string> {
    const outcome = await this.returning.withLink(link, isShared, (sql, session) =>
      this.names.noticed(sql, link, session, returned(arrival)),
    );
    if (outcome.kind === 'gone') return this.ended(arrival, 'mismatch');
    if (outcome.kind !== 'signed-in') return this.ended(arrival, outcome.kind);
    await this.sessions.give(arrival.request, arrival.reply, outcome.session);
    const { requestId } = arrival.flow;
    if (outcome.mustAgree) return policyChangedPath(requestId);
    return requestId === null && returnPath !== null ? returnPath : pathAfter(requestId);
  }

  private async alreadyHeld(link: Link, arrival: Known, residentId: string): Promise<string> {
    if (link.residentId === residentId) return this.ended(arrival, 'already-linked');
    await this.links.noteConflict(link);
    return this.ended(arrival, 'conflict');
  }

  /** An account that is somebody else's and one that nobody has linked look the same, and nobody hears of either. */
  private async prove(
    link: Link | null,
    { flow, request, reply }: Arrival,
    { action, object, residentId }: Proving,
  ): Promise<string> {
    if (link?.residentId !== residentId) return setbackPath(flow, 'other-account');
    if (link.isSuspended) return endingPath('suspended', flow.provider, flow.requestId);
    const session = await this.sessions.current(request);
    const isNoted =
      session !== null && (await this.provings.note({ request, reply }, session, { link, action }));
    if (!isNoted) return endingPath('mismatch', flow.provider, flow.requestId);
    return withRequest(goalPath({ action, object }), flow.requestId ?? undefined);
  }

  private async askAboutName(link: Link, arrival: Known): Promise<string> {
    const brought = await this.names.brought(link, returned(arrival), arrival.flow.purpose);
    return brought.kind === 'waits'
      ? newNamePath(link.id, brought.pending)
      : `${namePath(link.id)}?done=${brought.kind}`;
  }

  /** An account nobody has linked waits, readable by this browser only, until the resident says yes; a blocked one does not. */
  private async askFirst(
    { flow, identity, request }: Known,
    purpose: PendingIdentity['purpose'],
  ): Promise<string> {
    const block = await this.links.blockOn(identity);
    if (block !== null) return blockedPath(block.id, flow.provider, flow.requestId);
    const secret = { browserSecret: browserSecret(request) ?? '' };
    const id = await this.pending.hold({ ...flow, purpose }, identity, secret);
    return purpose.kind === 'sign-in' ? `/link/new/${id}` : `/link/review/${id}`;
  }

  private ended({ flow }: Arrival, ending: Ending): string {
    return endingPath(ending, flow.provider, flow.requestId);
  }
}

function returned({ flow, identity, request }: Known): Returned {
  return { flow, identity, browserSecret: browserSecret(request) ?? '' };
}
