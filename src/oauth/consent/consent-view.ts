import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { Config } from '../../config/config.ts';
import { Consents } from '../../grants/consents.ts';
import { days } from '../../kernel/duration.ts';
import { Links } from '../../links/links.ts';
import { Policies } from '../../policy/policies.ts';
import { Providers } from '../../providers/providers.ts';
import type { Session } from '../../residents/sessions.ts';
import type { PageFrame } from '../../ui/site.ts';
import type { Asked } from '../authorize/asked.ts';
import { AppConsentPage } from '../pages/app-consent-page.tsx';
import type { ShownAccount } from '../pages/shown-accounts.tsx';

/** Makes the page that says, value by value, what an app would see. */
@Injectable()
export class ConsentView {
  constructor(
    private readonly config: Config,
    private readonly consents: Consents,
    private readonly links: Links,
    private readonly policies: Policies,
    private readonly providers: Providers,
  ) {}

  async render(frame: PageFrame, asked: Asked, { residentId }: Session): Promise<VNode> {
    const { id, app, parameters } = asked;
    const asksFor = {
      names: parameters.scopes.includes('linked_accounts'),
      userIds: parameters.scopes.includes('linked_account_ids'),
      stay: parameters.scopes.includes('offline_access'),
    };
    const policy = await this.policies.current();
    return AppConsentPage({
      frame,
      app,
      asksFor,
      accounts: await this.accountsOf(residentId, app.id),
      lastsDays: this.lastsDays(asksFor.stay),
      policy,
      action: `/connect/${id}`,
      hidden: { policy: String(policy.version) },
    });
  }

  private async accountsOf(residentId: string, appId: string): Promise<ShownAccount[]> {
    const [links, consent] = await Promise.all([
      this.links.ofResident(residentId),
      this.consents.find(residentId, appId),
    ]);
    return links.map(({ id, provider, displayName, subject }) => ({
      id,
      provider: this.providers.find(provider)?.label ?? provider,
      name: displayName,
      userId: subject,
      isChosen: consent?.links.includes(id) ?? false,
    }));
  }

  /** Until the refresh tokens end; without any, until the resident's session does. */
  private lastsDays(stay: boolean): number {
    const { tokens, sessions } = this.config;
    return Math.ceil((stay ? tokens.refreshAbsoluteSeconds : sessions.absoluteSeconds) / days(1));
  }
}
