import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bindBrowser } from '../platform/http/browser-binding.ts';
import { languageOf } from '../platform/http/language.ts';
import { seeOther } from '../platform/http/page-answers.ts';
import { policyChangedPath } from '../policy/changed-path.ts';
import { Policies } from '../policy/policies.ts';
import type { PolicyVersion } from '../policy/policy-version.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { ProviderStates } from '../providers/provider-states.ts';
import type { ProviderUse } from '../providers/provider-states.ts';
import { Providers } from '../providers/providers.ts';
import type { Session } from '../residents/sessions.ts';
import type { Purpose } from './flow.ts';
import { Flows } from './flows.ts';
import { pathIn } from '../words/words.ts';
import { noSuchPage } from './journey-error.ts';
import { failedPath } from './outcome-path.ts';
import { withRequest } from './pages/provider-facts.ts';
import { useOf } from './purpose.ts';

/** Where somebody goes, what for, and to which waiting app they go back afterwards. */
export interface Trip {
  provider: string;
  purpose: Purpose;
  requestId: string | null;
}

/** Sends browsers to providers, each trip with a flow of its own, under the policy that was shown before it. */
@Injectable()
export class Trips {
  constructor(
    private readonly flows: Flows,
    private readonly policies: Policies,
    private readonly providers: Providers,
    private readonly states: ProviderStates,
  ) {}

  /** The provider with this id, if it is switched on; the page of any other does not exist. */
  to(id: string): ProviderFacts {
    return this.providers.find(id) ?? noSuchPage();
  }

  /** Whether staff have the provider switched on for this. */
  isOpen(id: string, use: ProviderUse): Promise<boolean> {
    return this.states.isOpen(id, use);
  }

  /** The policy that "Before you go" shows. */
  policy(): Promise<PolicyVersion> {
    return this.policies.current();
  }

  /** The page for somebody who has not agreed to the policy: nothing new of theirs is collected before. */
  async beforeMore({ residentId }: Session, requestId: string | null): Promise<string | null> {
    return (await this.policies.hasAccepted(residentId)) ? null : policyChangedPath(requestId);
  }

  /** Begins a trip bound to this browser, to a provider that is on. Only ever called for a form of our own. */
  async begin(request: FastifyRequest, reply: FastifyReply, trip: Trip): Promise<FastifyReply> {
    const language = languageOf(request);
    if (!(await this.states.isOpen(trip.provider, useOf(trip.purpose)))) {
      return seeOther(reply, pathIn(language, failedPath(trip, 'switched-off')));
    }
    const shown = await this.policies.shownOn(request.body);
    const flow = {
      ...trip,
      browserHash: bindBrowser(request, reply),
      policyVersion: String(shown.version),
      language,
    };
    const remember = (verifier: string): Promise<string> => this.flows.begin(flow, verifier);
    const isProof = trip.purpose.kind === 'prove';
    const address = await this.providers.begin(trip.provider, { remember, language, isProof });
    if (address !== null) return seeOther(reply, address);
    return seeOther(reply, pathIn(language, failedPath(trip, 'provider-unavailable')));
  }

  /** The page to look at again when the policy it showed no longer is enough; null when it is. */
  async afterChange(form: unknown, { provider, requestId }: Trip): Promise<string | null> {
    const shown = await this.policies.shownOn(form);
    const required = await this.policies.required();
    if (shown.version >= required.version) return null;
    return withRequest(`/link/${provider}`, requestId ?? undefined);
  }
}
