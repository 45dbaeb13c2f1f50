import type { ComponentChildren } from 'preact';
import type { ProviderFacts } from '../../providers/provider.ts';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { nameIn, say, sayIn } from '../../words/words.ts';
import type { Language, PlainKey, Say } from '../../words/words.ts';
import { rest } from '../tables.ts';
import type { TableName } from '../tables.ts';

/** What the city's things are called, by their ids. */
export interface Names {
  providers: readonly Pick<ProviderFacts, 'id' | 'label'>[];
  apps: readonly { id: string; name: string }[];
}

/** Codes that have words. What has none is a name of somebody else's, such as that of a browser. */
const words: Readonly<Record<string, PlainKey>> = {
  en: 'stats.row.en',
  es: 'stats.row.es',
  account: 'stats.row.account',
  mobile: 'stats.row.mobile',
  desktop: 'stats.row.desktop',
  bot: 'stats.row.bot',
  // Pages that many open, by their routes; the others are few, and stand there as their addresses.
  '/': 'start.h1',
  '/link/:provider': 'stats.row.before',
  '/privacy': 'privacy.h1',
  '/cookies': 'cookies.h1',
  '/statistics': 'stats.h1',
  '/developers': 'developers.h1',
};

/** What each table says. */
export const captions: Readonly<Record<TableName, PlainKey>> = {
  linked: 'stats.t.linked',
  added: 'stats.t.added',
  removed: 'stats.t.removed',
  'signed-in': 'stats.t.signed-in',
  services: 'stats.t.services',
  'views-day': 'stats.t.views-day',
  'views-language': 'stats.t.views-language',
  'views-page': 'stats.t.views-page',
  'views-browser': 'stats.t.views-browser',
  'views-system': 'stats.t.views-system',
  'views-device': 'stats.t.views-device',
};

/** What the rows of each table are. */
export const headings: Readonly<Record<TableName, PlainKey>> = {
  linked: 'stats.th.account',
  added: 'stats.th.account',
  removed: 'stats.th.account',
  'signed-in': 'stats.th.account',
  services: 'stats.th.service',
  'views-day': 'stats.th.day',
  'views-language': 'stats.th.language',
  'views-page': 'stats.th.page',
  'views-browser': 'stats.th.browser',
  'views-system': 'stats.th.system',
  'views-device': 'stats.th.device',
};

/** How a row is called on the page. */
export function rowName(
  frame: PageFrame,
  names: Names,
  table: TableName,
  label: string,
): ComponentChildren {
  const say = sayIn(frame.language);
  switch (table) {
    case 'linked':
    case 'added':
    case 'removed':
    case 'signed-in':
      return accountName(frame.language, names, label);
    case 'services':
      return nameOfApp(names, label);
    case 'views-day':
      // A day of the calendar is the same day everywhere.
      return formatDate(frame.language, new Date(`${label}T12:00:00Z`), 'UTC');
    case 'views-language':
    case 'views-page':
    case 'views-browser':
    case 'views-system':
    case 'views-device':
      return wordFor(say, label);
    default:
      return table satisfies never;
  }
}

function accountName(language: Language, { providers }: Names, label: string): string {
  if (label === rest) return say(language, 'stats.row.several');
  return nameIn(language, providers.find(({ id }) => id === label)?.label ?? label);
}

function nameOfApp({ apps }: Names, label: string): ComponentChildren {
  return <bdi>{apps.find(({ id }) => id === label)?.name ?? label}</bdi>;
}

function wordFor(say: Say, label: string): ComponentChildren {
  if (label === rest) return say('stats.row.other');
  const key = Object.hasOwn(words, label) ? words[label] : undefined;
  if (key !== undefined) return say(key);
  return label.startsWith('/') ? <code>{label}</code> : label;
}
