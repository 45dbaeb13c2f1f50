import { cityColors } from './city/colors.ts';
import type { SiteSettings } from './config.ts';
import type { Bilingual } from './bilingual.ts';
import { ConfigError } from './config-error.ts';
import type { Settings } from './settings.ts';

/** What the city puts on every page. @throws ConfigError where one setting needs another */
export function siteSettings(read: Settings): SiteSettings {
  return {
    city: { en: read.CITY_NAME, es: read.CITY_NAME_ES ?? inSpanish(read.CITY_NAME) },
    service: read.SERVICE_NAME,
    department: { en: read.DEPARTMENT, es: read.DEPARTMENT_ES },
    phone: read.HELP_PHONE,
    hours: { en: read.HELP_HOURS, es: read.HELP_HOURS_ES },
    email: read.PRIVACY_CONTACT,
    accessibilityEmail: read.ACCESSIBILITY_CONTACT ?? read.PRIVACY_CONTACT,
    place: place(read),
    ageNotice: ageNotice(read),
    logo: read.CITY_LOGO_FILE ?? null,
    colors: colors(read),
    timeZone: read.TIME_ZONE,
  };
}

/** "City of Riverton" and "Riverton" are both the "Ciudad de Riverton". */
function inSpanish(city: string): string {
  return `Ciudad de ${city.replace(/^City of /, '')}`;
}

function place({ HELP_PLACE: en, HELP_PLACE_ES: es = en }: Settings): Bilingual | null {
  if (en !== undefined && es !== undefined) return { en, es };
  if (es !== undefined) throw new ConfigError('HELP_PLACE', 'must be set when HELP_PLACE_ES is.');
  return null;
}

function ageNotice({ AGE_NOTICE: en, AGE_NOTICE_ES: es }: Settings): Bilingual | null {
  if (en !== '' && es !== '') return { en, es };
  if (en !== '') throw new ConfigError('AGE_NOTICE_ES', 'must be set when AGE_NOTICE is.');
  if (es !== '') throw new ConfigError('AGE_NOTICE', 'must be set when AGE_NOTICE_ES is.');
  return null;
}

function colors({ CITY_COLOR: light, CITY_COLOR_DARK: dark }: Settings): SiteSettings['colors'] {
  if (light !== undefined) return cityColors(light, dark);
  if (dark !== undefined)
    throw new ConfigError('CITY_COLOR', 'must be set when CITY_COLOR_DARK is.');
  return null;
}
