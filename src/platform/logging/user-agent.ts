/** What a log may keep of a user agent: families without versions. */
export interface BrowserKind {
  browser: string;
  system: string;
  device: 'mobile' | 'desktop' | 'bot' | 'other';
}

type Families = readonly (readonly [pattern: RegExp, family: string])[];

/** In order: many browsers name an older family too. */
const browsers: Families = [
  [/Edg/, 'Edge'],
  [/OPR|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const systems: Families = [
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Reduces a user agent to browser family, system and class of device. */
export function browserKind(userAgent: string | undefined): BrowserKind {
  const text = (userAgent ?? '').slice(0, 400);
  const browser = familyOf(text, browsers);
  return { browser, system: familyOf(text, systems), device: deviceOf(text, browser) };
}

function familyOf(text: string, families: Families): string {
  return families.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

function deviceOf(text: string, browser: string): BrowserKind['device'] {
  if (/bot|crawl|spider/i.test(text)) return 'bot';
  if (/Mobi|iPhone|iPad|Android/.test(text)) return 'mobile';
  return browser === 'other' ? 'other' : 'desktop';
}
