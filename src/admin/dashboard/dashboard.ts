import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import type { StaffMember } from '../../ledger/event-catalogue.ts';
import { Providers } from '../../providers/providers.ts';
import { Figures } from '../../statistics/figures.ts';
import type { Language, Name } from '../../words/words.ts';
import { checksFigure } from './checks-figure.ts';
import { sumOf } from './figure.ts';
import type { Figure, Reader } from './figure.ts';
import { linksFigure } from './links-figure.ts';
import type { Reach } from './range.ts';
import { lastHours, signInsFigures } from './sign-ins-figures.ts';
import { nameIn } from '../../words/words.ts';

/** How much there is at this moment. */
export interface Now {
  residents: number;
  /** Links by the name of the provider. */
  linked: { provider: Name; links: number }[];
  addedToday: number;
  removedToday: number;
}

/** Puts the numbers of the dashboard into words and charts, in the language of whoever reads it. */
@Injectable()
export class Dashboard {
  constructor(
    private readonly apps: Apps,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly figures: Figures,
    private readonly providers: Providers,
  ) {}

  async now(staff: StaffMember): Promise<Now> {
    const { residents, links } = await this.figures.totals(staff);
    const { rows } = await this.figures.linksPerDay(staff, 1);
    const linksOf = (id: string): number => links.find((one) => one.provider === id)?.links ?? 0;
    return {
      residents,
      linked: this.providers.list().map(({ id, label }) => ({
        provider: label,
        links: linksOf(id),
      })),
      addedToday: sumOf(rows.map(({ added }) => added)),
      removedToday: sumOf(rows.map(({ removed }) => removed)),
    };
  }

  async charts(staff: StaffMember, language: Language, reach: Reach): Promise<Figure[]> {
    const reader = await this.reader(language);
    const { linkDays, signInHours, checkDays } = reach;
    const hours = lastHours(this.clock.milliseconds(), signInHours);
    const rows = await this.figures.signInsPerHour(staff, signInHours);
    return [
      linksFigure(reader, await this.figures.linksPerDay(staff, linkDays)),
      ...signInsFigures(reader, { hours, rows }),
      checksFigure(reader, await this.figures.tokenChecksPerDay(staff, checkDays)),
    ];
  }

  private async reader(language: Language): Promise<Reader> {
    return {
      language,
      timeZone: this.config.site.timeZone,
      providers: this.providers.list().map(({ id, label }) => ({
        id,
        name: nameIn(language, label),
      })),
      apps: (await this.apps.list()).map(({ id, name }) => ({ id, name })),
    };
  }
}
