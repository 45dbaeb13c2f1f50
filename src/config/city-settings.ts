import { z } from 'zod';
import { darkColor, lightColor } from './city/colors.ts';
import { readLogo } from './city/logo.ts';
import { readTexts } from './city/texts.ts';
import { converted, documented, text } from './setting.ts';

/** What makes the pages the city's own, in the order of `docs/configuration.md`. `docs/city.md` shows them together. */
export const citySettings = {
  CITY_NAME: documented(text.default('Our City'), { says: 'Name of the city on every page.' }),
  CITY_NAME_ES: documented(text.optional(), {
    says: 'The same in Spanish, without an article; left out, `Ciudad de` and the name.',
  }),
  CITY_LOGO_FILE: documented(converted(readLogo).optional(), {
    says: 'A file with the city’s logo, shown in place of its name: SVG or PNG, at most 100 kB. An SVG that could run or fetch something is refused.',
  }),
  CITY_COLOR: documented(converted(lightColor).optional(), {
    says: 'The city’s colour for buttons, links and the line on top, as `#rrggbb`. Refused where text in it would be hard to read (contrast under 4.5:1).',
    example: '#1a4480',
  }),
  CITY_COLOR_DARK: documented(converted(darkColor).optional(), {
    says: 'The same where the resident’s device shows dark pages; left out, a lighter shade of `CITY_COLOR`.',
    example: '#73b3e7',
  }),
  SERVICE_NAME: documented(text.default('Civic Link'), {
    says: 'Name of this service on every page.',
  }),
  DEPARTMENT: documented(text.default('City Hall'), { says: 'Department that runs the service.' }),
  DEPARTMENT_ES: documented(text.default('la Alcaldía'), {
    says: 'The same in Spanish, with its article.',
  }),
  HELP_PHONE: documented(text.default('311'), { says: 'Phone number of the help desk.' }),
  HELP_HOURS: documented(text.default('Monday to Friday, 8 to 5'), { says: 'When it answers.' }),
  HELP_HOURS_ES: documented(text.default('de lunes a viernes, de 8 a 5'), {
    says: 'The same in Spanish.',
  }),
  HELP_PLACE: documented(text.optional(), {
    says: 'Where residents get help in person, on every page; left out, nothing.',
    example: 'City Hall, Room 101, 1 Main Street',
  }),
  HELP_PLACE_ES: documented(text.optional(), {
    says: 'The same in Spanish; left out, as in English.',
  }),
  TIME_ZONE: documented(
    text
      .refine(isTimeZone, 'must be a time zone such as America/Chicago')
      .default('America/Chicago'),
    { says: 'Time zone of dates on pages.' },
  ),
  PRIVACY_CONTACT: documented(text.default('privacy@example.gov'), {
    says: 'E-mail address for questions about privacy.',
  }),
  ACCESSIBILITY_CONTACT: documented(text.optional(), {
    says: 'E-mail address of whoever mends what residents cannot use; left out, `PRIVACY_CONTACT`.',
  }),
  AGE_NOTICE: documented(z.string().trim().default(''), {
    says: 'A sentence on age, on the start page and before residents leave for a provider; empty, none.',
    example: 'You must be 13 or older to use this site.',
  }),
  AGE_NOTICE_ES: documented(z.string().trim().default(''), {
    says: 'The same in Spanish. Both languages or neither.',
  }),
  TEXTS_FILE: documented(converted(readTexts).optional(), {
    says: 'A JSON file with sentences to say in place of the built-in ones: `{"en": {"start.h1": "..."}, "es": {...}}`. Each in both languages and with the same `{placeholders}`.',
  }),
} as const;

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}
