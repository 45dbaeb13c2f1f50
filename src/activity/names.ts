import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import { Providers } from '../providers/providers.ts';
import { nameIn, sayIn } from '../words/words.ts';
import type { Language, Say } from '../words/words.ts';

/** What sentences about events need besides the event: the language, and names for the codes in it. */
export interface Telling {
  language: Language;
  say: Say;
  provider: (id: string) => string;
  app: (id: string) => string;
}

/** Finds the names of providers and apps. A provider that is switched off is named by its code. */
@Injectable()
export class Names {
  constructor(
    private readonly apps: Apps,
    private readonly providers: Providers,
  ) {}

  async in(language: Language): Promise<Telling> {
    const apps = new Map((await this.apps.list()).map(({ id, name }) => [id, name]));
    const say = sayIn(language);
    return {
      language,
      say,
      provider: (id) => nameIn(language, this.providers.find(id)?.label ?? id),
      app: (id) => apps.get(id) ?? say('activity.app.gone'),
    };
  }
}
