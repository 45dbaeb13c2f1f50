import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import type { CityApp } from '../apps/city-app.ts';
import { Consents } from '../grants/consents.ts';
import type { ConsentInUse } from '../grants/consents.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Providers } from '../providers/providers.ts';
import type { ConnectedService, SeenAccount } from './pages/services-page.tsx';

/** Reads the city services a resident has connected the way pages show them. */
@Injectable()
export class ConnectedServices {
  constructor(
    private readonly apps: Apps,
    private readonly consents: Consents,
    private readonly links: Links,
    private readonly providers: Providers,
  ) {}

  /** In the order in which the resident said yes. */
  async of(residentId: string): Promise<ConnectedService[]> {
    const [consents, links] = await Promise.all([
      this.consents.ofResident(residentId),
      this.links.ofResident(residentId),
    ]);
    const services = consents.map(async (consent) => {
      const app = await this.apps.find(consent.appId);
      return app && this.shown(app, consent, links);
    });
    return (await Promise.all(services)).filter((service) => service !== null);
  }

  private shown(app: CityApp, consent: ConsentInUse, links: readonly Link[]): ConnectedService {
    const { scopes, givenAt: since, lastUsedAt } = consent;
    const seen = links.filter(({ id }) => consent.links.includes(id));
    const seesIds = scopes.includes('linked_account_ids');
    const seesAccounts = seesIds || scopes.includes('linked_accounts');
    return {
      app,
      since,
      lastUsedAt,
      accounts: seesAccounts ? seen.map((link) => this.account(link, seesIds)) : [],
      stays: scopes.includes('offline_access'),
    };
  }

  private account({ provider, displayName, subject }: Link, seesId: boolean): SeenAccount {
    return {
      provider: this.providers.find(provider)?.label ?? provider,
      name: displayName,
      userId: seesId ? subject : null,
    };
  }
}
