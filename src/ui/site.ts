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
  accessibilityEmail: string;
  /** Where residents get help in person. */
  place: InEachLanguage | null;
  /** Who may use the site, such as "You must be 13 or older to use this site." */
  ageNotice: InEachLanguage | null;
  /** The address of an image that shows the name of the city. */
  logoUrl: string | null;
  /** The address of a style sheet with the city's colours. */
  colorsUrl: string | null;
  /** The IANA name that dates are written in, such as "America/Chicago". */
  timeZone: string;
  /** True where the providers are pretend ones, so that every page says so. */
  simulated: boolean;
}

/** Whose pages these are: each has its own first page and its own navigation. */
export type Area = 'resident' | 'staff';

export interface NavEntry {
  path: string;
  label: string;
}

/** When a session ends unless there is another request. */
export interface Ending {
  secondsLeft: number;
  /** False when it ends then in any case. */
  canStay: boolean;
  /** Where the browser goes then, as a path without a language. */
  endedPath: string;
  /** Where the script asks, and where forms stay signed in and sign out. */
  askPath: string;
  stayPath: string;
  signOutPath: string;
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
  area: Area;
  /** Who is signed in, where pages say it. */
  person?: string;
  /** When the session ends, for the warning before it. */
  ending?: Ending;
  /** Shown only to someone who is signed in. */
  nav: readonly NavEntry[];
}
