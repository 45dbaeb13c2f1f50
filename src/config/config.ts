/**
 * Config: everything the environment says, read once into one typed frozen object.
 *
 * Owns: the settings, their checks and defaults, and the sentence that names a wrong one.
 * Does not: know what the settings are used for, or get read before start-up has finished.
 * Hands off to: every module, by injection of `Config`.
 */

/** One key of the vault's ring. */
export interface RingKey {
  id: string;
  /** 32 bytes for AES-256. */
  key: Buffer;
}

/** Where Google is; only development and tests give this, production uses constants. */
export interface GoogleEndpoints {
  authorizationUrl: string;
  tokenUrl: string;
  userinfoUrl: string;
  issuer: string;
}

export interface GoogleSettings {
  clientId: string;
  clientSecret: string;
  endpoints?: GoogleEndpoints;
}

/** Where Facebook is; only development and tests give this, production uses constants. */
export interface FacebookEndpoints {
  authorizationUrl: string;
  tokenUrl: string;
  profileUrl: string;
}

export interface FacebookSettings {
  appId: string;
  appSecret: string;
  /** For instance `v26.0`; a version that Facebook has ended is refused at start. */
  graphVersion: string;
  endpoints?: FacebookEndpoints;
}

/** A text in both languages. */
export interface Bilingual {
  en: string;
  es: string;
}

/** What the city puts on every page. */
export interface SiteSettings {
  city: Bilingual;
  service: string;
  department: Bilingual;
  phone: string;
  hours: Bilingual;
  email: string;
  /** IANA name, for dates on pages. */
  timeZone: string;
}

/** How many requests are allowed, and who is counted. */
export interface LimitSettings {
  /** Per client address, over all processes. */
  signInPerMinute: number;
  /** Per client address, over all processes. */
  callbackPerMinute: number;
  /** Per app (a public one: per app and client address) and process; revocation counts as well. */
  tokenPerSecond: number;
  /** Per app and process. */
  introspectPerSecond: number;
  /** Per client address and process, at token, introspection and revocation, before the app is known. */
  clientAddressPerSecond: number;
  /** Failed client authentications per client id and address, over all processes. */
  clientFailuresPerMinute: number;
  /** Per app and process. */
  apiPerSecond: number;
}

export interface Address {
  host: string;
  port: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The whole configuration; also the injection token under which modules receive it. Durations in seconds. */
export abstract class Config {
  abstract readonly issuer: string;
  /** True only under `dev/`: pages then say that this is a test site. */
  abstract readonly simulated: boolean;
  abstract readonly listen: Address;
  abstract readonly metrics: Address;
  abstract readonly trustedProxies: readonly string[];
  abstract readonly database: { url: string; poolSize: number };
  abstract readonly vault: {
    /** Oldest first; the last one seals. */
    keyRing: readonly RingKey[];
    /** 32 bytes, outside the ring: changing it would break every lookup. */
    indexKey: Buffer;
  };
  abstract readonly providers: { google: GoogleSettings | null; facebook: FacebookSettings | null };
  abstract readonly site: SiteSettings;
  abstract readonly sessions: { idleSeconds: number; absoluteSeconds: number };
  abstract readonly tokens: {
    accessSeconds: number;
    refreshIdleSeconds: number;
    refreshAbsoluteSeconds: number;
  };
  abstract readonly keys: {
    publishAheadSeconds: number;
    /** A key signs no longer than this. */
    rotateAfterSeconds: number;
    /** How long a replaced key stays accepted: the longest token it signed, and a quarter of an hour. */
    keepAfterSeconds: number;
  };
  /** How often each process looks for work that is due. Only a trial changes it. */
  abstract readonly housekeeping: { everySeconds: number };
  abstract readonly limits: LimitSettings;
  abstract readonly logLevel: LogLevel;
}
