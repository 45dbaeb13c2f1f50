/**
 * Config: everything the environment says, read once into one typed frozen object.
 *
 * Owns: the settings, their checks and defaults, and the sentence that names a wrong one.
 * Does not: know what the settings are used for, or get read before start-up has finished.
 * Hands off to: every module, by injection of `Config`.
 */

import type { Texts } from '../words/words.ts';
import type { CityColors } from './city/colors.ts';
import type { CityLogo } from './city/logo.ts';
import type { Bilingual } from './bilingual.ts';
import type { ProviderSettings } from './provider-config.ts';

/** One key of the vault's ring. */
export interface RingKey {
  id: string;
  /** 32 bytes for AES-256. */
  key: Buffer;
}

/** The city's own identity provider, where its staff have accounts. */
export interface DirectorySettings {
  /** As its discovery document and every ID token say it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** The claim that says what somebody is, and which value of it makes them what. */
  roleClaim: string;
  roles: Readonly<
    Record<'operator' | 'approver' | 'revoker' | 'auditor' | 'viewer', string | null>
  >;
  /** What the button says after "Sign in with". */
  label: Bilingual;
}

/** What the city puts on every page. */
export interface SiteSettings {
  city: Bilingual;
  service: string;
  department: Bilingual;
  phone: string;
  hours: Bilingual;
  email: string;
  accessibilityEmail: string;
  /** Where residents get help in person. */
  place: Bilingual | null;
  ageNotice: Bilingual | null;
  /** Shown in place of the name. */
  logo: CityLogo | null;
  /** Null for the colours of the design system. */
  colors: CityColors | null;
  /** IANA name, for dates on pages. */
  timeZone: string;
}

/** How many requests are allowed, and who is counted. */
export interface LimitSettings {
  /** Per client address, over all processes. */
  signInPerMinute: number;
  /** Per client address, over all processes. */
  callbackPerMinute: number;
  /** Of deletions per client address, of the help desk per member of staff, over all processes. */
  codesPerMinute: number;
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
  /** Of routes where callers wait for news. */
  polledPerSecond: number;
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
  /** Networks of the city's own in which apps may have what we send to. */
  abstract readonly privateNetworks: readonly string[];
  /** `listenUrl` leads past a pooler that lends one session to many. */
  abstract readonly database: { url: string; listenUrl: string; poolSize: number };
  abstract readonly vault: {
    /** Oldest first; the last one seals. */
    keyRing: readonly RingKey[];
    /** 32 bytes, outside the ring: changing it would break every lookup. */
    indexKey: Buffer;
  };
  abstract readonly providers: ProviderSettings;
  /** Null where staff sign in with passkeys alone. */
  abstract readonly directory: DirectorySettings | null;
  abstract readonly site: SiteSettings;
  /** Sentences that the city says in its own words. */
  abstract readonly texts: Texts;
  abstract readonly sessions: { idleSeconds: number; absoluteSeconds: number };
  abstract readonly tokens: {
    accessSeconds: number;
    refreshIdleSeconds: number;
    refreshAbsoluteSeconds: number;
  };
  /** A record that nobody used for so long is deleted. */
  abstract readonly retention: { unusedMonths: number };
  abstract readonly keys: {
    publishAheadSeconds: number;
    /** A key signs no longer than this. */
    rotateAfterSeconds: number;
    /** How long a replaced key stays accepted: the longest token it signed, and a quarter of an hour. */
    keepAfterSeconds: number;
  };
  /** How long residents have to agree to a policy version that asks again. */
  abstract readonly policy: { graceSeconds: number };
  /** How often each process looks for work that is due. Only a trial changes it. */
  abstract readonly housekeeping: { everySeconds: number };
  /** How much one member of staff may do alone. */
  abstract readonly staffLimits: { bulkAlone: number; singleRevokesPerHour: number };
  /** How far the seal of the ledger may be behind, and where its checkpoints go besides the database. */
  abstract readonly audit: {
    sealEveryMilliseconds: number;
    checkpointEverySeconds: number;
    checkpointFile: string | null;
  };
  /** More removals that a provider tells us within a minute wait for a person. */
  abstract readonly signals: { removalsPerMinute: number };
  abstract readonly limits: LimitSettings;
  abstract readonly logLevel: LogLevel;
}
