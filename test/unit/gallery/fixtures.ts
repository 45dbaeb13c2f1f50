import { endingPaths } from '../../../src/residents/sign-in-end.ts';
import type { PageFrame, Site } from '../../../src/ui/site.ts';
import { sayIn, type Language } from '../../../src/words/words.ts';

export const site: Site = {
  city: { en: 'City of Riverton', es: 'Ciudad de Riverton' },
  service: 'Civic Link',
  phone: '555-0100',
  hours: { en: 'Monday to Friday, 8 to 5', es: 'de lunes a viernes, de 8 a 5' },
  department: { en: 'the City Clerk', es: 'la Secretaría Municipal' },
  email: 'privacy@riverton.example',
  accessibilityEmail: 'access@riverton.example',
  place: { en: 'City Hall, Room 101', es: 'Alcaldía, oficina 101' },
  ageNotice: {
    en: 'You must be 13 or older to use this site.',
    es: 'Debe tener 13 años o más para usar este sitio.',
  },
  logoUrl: null,
  colorsUrl: '/assets/0123456789abcdef/colors.css',
  timeZone: 'America/Chicago',
  simulated: true,
};

export const google = {
  id: 'google',
  label: 'Google',
  privacyUrl: 'https://policies.google.com/privacy',
  settingsUrl: 'https://myaccount.google.com/connections',
  hasAccountChooser: true,
};
export const facebook = {
  id: 'facebook',
  label: 'Facebook',
  privacyUrl: 'https://www.facebook.com/privacy/policy',
  settingsUrl: 'https://www.facebook.com/settings/?tab=applications',
  hasAccountChooser: false,
};
export const policy = { version: 1, since: new Date('2026-01-15T12:00:00Z') };
export const day = new Date('2026-07-04T18:00:00Z');
export const code = '7K3F-9QTR-2M5X-8VWA-C4HN';

/** A name that a person has had at a provider before or has now. */
export const otherName = 'Ana';
export const otherApp = 'Library';

/** Words that come from outside: from a provider, and from whoever registered a city app. */
export interface Outsiders {
  person: string;
  app: string;
}

export function frames(language: Language): { signedOut: PageFrame; signedIn: PageFrame } {
  const signedOut: PageFrame = {
    language,
    site,
    path: '/here?r=1',
    csrf: 'csrf-value',
    signedIn: false,
    area: 'resident',
    nav: [],
  };
  const label = sayIn(language)('common.nav.links');
  const nav = [{ path: '/account', label }];
  const ending = { secondsLeft: 1800, canStay: true, endedPath: '/session-ended', ...endingPaths };
  const signedIn = { ...signedOut, path: '/account', signedIn: true, ending, nav };
  return { signedOut, signedIn };
}
