import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { RemovalNotice } from '../links/removal.ts';
import { Providers } from '../providers/providers.ts';
import type { Language, Name } from '../words/words.ts';
import { Names } from '../activity/names.ts';
import { ConnectedServices } from './connected-services.ts';

/** Whom a removal concerns besides the resident, by name. */
interface Told {
  told: string[];
  /** How long a token that was given out may go on working where nobody asks us. */
  tokenSeconds: number;
}

/** What the pages say of a removal besides what it erases. */
@Injectable()
export class UnlinkEffects {
  constructor(
    private readonly config: Config,
    private readonly names: Names,
    private readonly providers: Providers,
    private readonly services: ConnectedServices,
  ) {}

  /** Who would be told. */
  async before(residentId: string): Promise<Told> {
    const services = await this.services.of(residentId);
    const told = services.map(({ app }) => app.name);
    return { told, tokenSeconds: this.config.tokens.accessSeconds };
  }

  /** Who was told, and the provider where the resident may want to remove us, too. */
  async after(
    { provider, told }: RemovalNotice,
    language: Language,
  ): Promise<Told & { provider: { label: Name; settingsUrl?: string } }> {
    const names = await this.names.in(language);
    return {
      provider: this.providers.find(provider) ?? { label: names.provider(provider) },
      told: told.map((app) => names.app(app)),
      tokenSeconds: this.config.tokens.accessSeconds,
    };
  }
}
