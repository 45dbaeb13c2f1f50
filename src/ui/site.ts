import type { InEachLanguage, Language } from '../words/words.ts';

/** The city that runs this service, as every page names it. */
export interface Site {
  /** Without an article: "City of Riverton", "Ciudad de Riverton". */
  city: InEachLanguage;
  service: string;
  phone: string;
  /** Opening hours of the phone line, such as "Monday to Friday, 8 to 5". */
  hours: InEachLanguage;
  /** The department that answers questions on privacy and accessibility, in Spanish with its article. */
  department: InEachLanguage;
  email: string;
  /** The IANA name that dates are written in, such as "America/Chicago". */
  timeZone: string;
  /** True where the providers are pretend ones, so that every page says so. */
  simulated: boolean;
}

export interface NavEntry {
  path: string;
  label: string;
}

/** What a page needs to know about the request besides its own content. */
export interface PageFrame {
  language: Language;
  site: Site;
  /** The page's own path and query without a language, which is where the language toggle leads. */
  path: string;
  /** The hidden value of every form; null where the browser has nothing to bind it to. */
  csrf: string | null;
  signedIn: boolean;
  /** Shown only to someone who is signed in. */
  nav: readonly NavEntry[];
}
