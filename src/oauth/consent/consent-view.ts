import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { Config } from '../../config/config.ts';
import { days } from '../../kernel/duration.ts';
import { Links } from '../../links/links.ts';
import { currentPolicy } from '../../policy/policy.ts';
import { Providers } from '../../providers/providers.ts';
import type { Session } from '../../residents/sessions.ts';
import type { PageFrame } from '../../ui/site.ts';
import type { Asked } from '../authorize/asked.ts';
import { AppConsentPage } from '../pages/app-consent-page.tsx';

/** Makes the page that says, value by value, what an app would see. */
@Injectable()
export class ConsentView {
  constructor(
    private readonly config: Config,
    private readonly links: Links,
    private readonly providers: Providers,
  ) {}

  async render(frame: PageFrame, { id, app, parameters }: Asked, session: Session): Promise<VNode> {
    const { scopes } = parameters;
    const stay = scopes.includes('offline_access');
    return AppConsentPage({
      frame,
      app,
      asksFor: { names: scopes.includes('linked_accounts'), userIds: false, stay },
      accounts: await this.accountsOf(session.residentId),
      lastsDays: this.lastsDays(stay),
      policy: currentPolicy,
      action: `/connect/${id}`,
    });
  }

  private async accountsOf(
    residentId: string,
  ): Promise<{ provider: string; name: string | null }[]> {
    const links = await this.links.ofResident(residentId);
    return links.map(({ provider, displayName }) => ({
      provider: this.providers.find(provider)?.label ?? provider,
      name: displayName,
    }));
  }

  /** Until the refresh tokens end; without any, until the resident's session does. */
  private lastsDays(stay: boolean): number {
    const { tokens, sessions } = this.config;
    return Math.ceil((stay ? tokens.refreshAbsoluteSeconds : sessions.absoluteSeconds) / days(1));
  }
}
