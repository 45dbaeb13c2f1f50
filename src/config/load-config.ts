import { readFileSync } from 'node:fs';
import { days, minutes } from '../kernel/duration.ts';
import { Config } from './config.ts';
import type { LimitSettings } from './config.ts';
import type { FacebookSettings, GoogleSettings } from './provider-config.ts';
import { ConfigError } from './config-error.ts';
import { directory } from './directory-settings.ts';
import { frozen } from './frozen.ts';
import { isLiveGraphVersion } from './graph-versions.ts';
import { moreProviders } from './more-providers.ts';
import { settings, settingsSchema } from './settings.ts';
import type { Settings } from './settings.ts';
import { siteSettings } from './site-settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the production configuration.
 * @param now milliseconds, to refuse a Graph version that Facebook has ended
 * @throws ConfigError naming the first wrong setting
 */
export function loadConfig(environment: Environment, now: number): Config {
  const read = parse(environment);
  const providers = {
    google: google(read),
    facebook: facebook(read, now),
    ...moreProviders(read),
  };
  const isAny = Object.values(providers).some((provider) => provider !== null);
  if (isAny) return configOf(read, providers);
  throw new ConfigError(
    'GOOGLE_CLIENT_ID',
    'or FACEBOOK_APP_ID or another provider must be set, or nobody can sign in.',
  );
}

/** The settings as the service uses them; `dev/` builds on this with providers of its own. */
export function configOf(read: Settings, providers: Config['providers']): Config {
  return frozen({
    issuer: read.ISSUER,
    simulated: false,
    listen: { host: read.HOST, port: read.PORT },
    metrics: { host: read.METRICS_HOST, port: read.METRICS_PORT },
    trustedProxies: read.TRUSTED_PROXIES,
    privateNetworks: read.PUSH_PRIVATE_NETWORKS,
    database: databaseOf(read),
    vault: { keyRing: read.VAULT_KEY_RING, indexKey: read.VAULT_INDEX_KEY },
    providers,
    directory: directory(read),
    site: siteSettings(read),
    texts: read.TEXTS_FILE ?? { en: {}, es: {} },
    sessions: {
      idleSeconds: read.SESSION_IDLE_SECONDS,
      absoluteSeconds: read.SESSION_ABSOLUTE_SECONDS,
    },
    tokens: {
      accessSeconds: read.ACCESS_TOKEN_SECONDS,
      refreshIdleSeconds: read.REFRESH_IDLE_SECONDS,
      refreshAbsoluteSeconds: read.REFRESH_ABSOLUTE_SECONDS,
    },
    retention: { unusedMonths: read.UNUSED_RECORD_MONTHS },
    keys: {
      publishAheadSeconds: read.KEY_PUBLISH_AHEAD_SECONDS,
      rotateAfterSeconds: days(read.KEY_ROTATION_DAYS),
      keepAfterSeconds: read.ACCESS_TOKEN_SECONDS + minutes(15),
    },
    policy: { graceSeconds: days(read.POLICY_GRACE_DAYS) },
    housekeeping: { everySeconds: minutes(1) },
    ...ofStaff(read),
    signals: { removalsPerMinute: read.SIGNAL_REMOVALS_PER_MINUTE },
    limits: limits(read),
    logLevel: read.LOG_LEVEL,
  });
}

function parse(environment: Environment): Settings {
  const given = Object.keys(settings).map((name) => [name, readSetting(environment, name)]);
  const result = settingsSchema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  if (readSetting(environment, name) === undefined) throw new ConfigError(name, 'must be set.');
  throw new ConfigError(name, `${issue?.message ?? 'is wrong'}.`);
}

/** The variable itself, or the content of the file that `<NAME>_FILE` names; both at once is a mistake. */
export function readSetting(environment: Environment, name: string): string | undefined {
  const path = environment[`${name}_FILE`];
  if (path === undefined) return environment[name];
  if (environment[name] !== undefined)
    throw new ConfigError(name, `is set twice: by itself and by ${name}_FILE.`);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`${name}_FILE`, 'names a file that cannot be read.');
  }
}

/** What staff may do alone, and how what they did is sealed. */
function ofStaff(read: Settings): Pick<Config, 'staffLimits' | 'audit'> {
  return {
    staffLimits: {
      bulkAlone: read.BULK_ALONE,
      singleRevokesPerHour: read.SINGLE_REVOKES_PER_HOUR,
    },
    audit: {
      sealEveryMilliseconds: read.AUDIT_SEAL_MILLISECONDS,
      checkpointEverySeconds: read.AUDIT_CHECKPOINT_SECONDS,
      checkpointFile: read.AUDIT_CHECKPOINT_FILE ?? null,
    },
  };
}

function limits(read: Settings): LimitSettings {
  return {
    signInPerMinute: read.SIGN_IN_PER_MINUTE,
    callbackPerMinute: read.CALLBACK_PER_MINUTE,
    codesPerMinute: read.CODES_PER_MINUTE,
    tokenPerSecond: read.TOKEN_PER_SECOND,
    introspectPerSecond: read.INTROSPECT_PER_SECOND,
    clientAddressPerSecond: read.CLIENT_ADDRESS_PER_SECOND,
    clientFailuresPerMinute: read.CLIENT_FAILURES_PER_MINUTE,
    apiPerSecond: read.API_PER_SECOND,
    polledPerSecond: read.FEED_PER_SECOND,
  };
}

function google(read: Settings): GoogleSettings | null {
  if (read.GOOGLE_CLIENT_ID === undefined) return null;
  if (read.GOOGLE_CLIENT_SECRET === undefined) {
    throw new ConfigError('GOOGLE_CLIENT_SECRET', 'must be set when GOOGLE_CLIENT_ID is.');
  }
  return { clientId: read.GOOGLE_CLIENT_ID, clientSecret: read.GOOGLE_CLIENT_SECRET };
}

function facebook(read: Settings, now: number): FacebookSettings | null {
  if (read.FACEBOOK_APP_ID === undefined) return null;
  if (read.FACEBOOK_APP_SECRET === undefined) {
    throw new ConfigError('FACEBOOK_APP_SECRET', 'must be set when FACEBOOK_APP_ID is.');
  }
  if (!isLiveGraphVersion(read.FACEBOOK_GRAPH_VERSION, now)) {
    throw new ConfigError(
      'FACEBOOK_GRAPH_VERSION',
      'names a version that Facebook no longer answers.',
    );
  }
  return {
    appId: read.FACEBOOK_APP_ID,
    appSecret: read.FACEBOOK_APP_SECRET,
    graphVersion: read.FACEBOOK_GRAPH_VERSION,
  };
}

function databaseOf(read: Settings): Config['database'] {
  const {
    DATABASE_URL: url,
    DATABASE_LISTEN_URL: listenUrl = url,
    DATABASE_POOL_SIZE: poolSize,
  } = read;
  return { url, listenUrl, poolSize };
}
