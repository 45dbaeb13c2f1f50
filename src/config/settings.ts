import { z } from 'zod';
import { days, hours, minutes } from '../kernel/duration.ts';
import { isIssuer, isNetwork } from '../kernel/url-rules.ts';
import { citySettings } from './city-settings.ts';
import { directorySettings } from './directory-settings.ts';
import { keyRing, ringKey } from './key-text.ts';
import { providerSettings } from './provider-settings.ts';
import { count, documented, text } from './setting.ts';
import type { Meta } from './setting.ts';

const port = count(1, 65_535);

/** Every setting the service knows, in the order of `docs/configuration.md`. Names are environment variables. */
/** However it is set, no access token lives longer. */
export const longestAccessSeconds = minutes(10);

export const settings = {
  ISSUER: documented(
    text.refine(
      isIssuer,
      'must be an https origin such as https://link.example.gov, without a path',
    ),
    {
      says: 'Public address of the service; the `iss` of every token.',
      example: 'https://link.example.gov',
    },
  ),
  DATABASE_URL: documented(text.regex(/^postgres(ql)?:\/\//, 'must start with postgres://'), {
    says: 'PostgreSQL 18, as the service role.',
    example: 'postgres://civic_app:password@db.internal/civic',
    secret: true,
  }),
  DATABASE_LISTEN_URL: documented(
    text.regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
    {
      says: 'The same database past a pooler that lends one session to many: for the one connection that waits for news. Default: `DATABASE_URL`.',
      example: 'postgres://civic_app:password@db.internal/civic',
      secret: true,
    },
  ),
  DATABASE_POOL_SIZE: documented(count(2, 200).default(10), { says: 'Connections per process.' }),
  MIGRATION_DATABASE_URL: documented(
    text.regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
    {
      says: 'The same database as the migration role. Read by `npm run migrate` only.',
      example: 'postgres://civic_migrate:password@db.internal/civic',
      secret: true,
    },
  ),
  VAULT_KEY_RING: documented(keyRing, {
    says: 'Keys that seal names and user IDs: `id:base64` of 32 random bytes, oldest first, separated by commas. The last one seals.',
    example: '2026a:base64-of-32-random-bytes',
    secret: true,
  }),
  VAULT_INDEX_KEY: documented(ringKey, {
    says: 'Base64 of 32 random bytes for lookups. Keep it for ever and back it up apart from the database.',
    example: 'base64-of-32-random-bytes',
    secret: true,
  }),
  GOOGLE_CLIENT_ID: documented(text.optional(), {
    says: 'OAuth client ID at Google. Leave out to switch Google off.',
  }),
  GOOGLE_CLIENT_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  FACEBOOK_APP_ID: documented(text.optional(), {
    says: 'App ID at Facebook. Leave out to switch Facebook off.',
  }),
  FACEBOOK_APP_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  FACEBOOK_GRAPH_VERSION: documented(
    text.regex(/^v\d+\.\d+$/, 'must look like v26.0').default('v26.0'),
    {
      says: 'Graph API version. A version that Facebook has ended is refused.',
    },
  ),
  ...providerSettings,
  ...directorySettings,
  ...citySettings,
  HOST: documented(text.default('0.0.0.0'), { says: 'Address to listen on.' }),
  PORT: documented(port.default(3000), { says: 'Port to listen on.' }),
  METRICS_HOST: documented(text.default('127.0.0.1'), { says: 'Private address of `/metrics`.' }),
  METRICS_PORT: documented(port.default(9464), {
    says: 'Private port of `/metrics`. Never publish it.',
  }),
  TRUSTED_PROXIES: documented(z.string().default('').transform(words), {
    says: 'Addresses or networks of proxies whose `X-Forwarded-For` is believed, separated by commas.',
    example: '10.0.0.0/8',
  }),
  SESSION_IDLE_SECONDS: documented(count(minutes(1), hours(12)).default(minutes(30)), {
    says: 'A resident is signed out after this long without a request.',
  }),
  SESSION_ABSOLUTE_SECONDS: documented(count(minutes(5), days(1)).default(hours(12)), {
    says: 'And after this long in any case.',
  }),
  ACCESS_TOKEN_SECONDS: documented(count(30, longestAccessSeconds).default(minutes(5)), {
    says: 'Life of an access token.',
  }),
  REFRESH_IDLE_SECONDS: documented(count(hours(1), days(90)).default(days(30)), {
    says: 'A refresh token dies after this long without use.',
  }),
  REFRESH_ABSOLUTE_SECONDS: documented(count(hours(1), days(365)).default(days(180)), {
    says: 'And after this long in any case.',
  }),
  KEY_PUBLISH_AHEAD_SECONDS: documented(count(minutes(15), days(1)).default(minutes(15)), {
    says: 'How long a new signing key is published before it signs.',
  }),
  UNUSED_RECORD_MONTHS: documented(count(6, 120).default(24), {
    says: 'The whole record of a resident is deleted after this long without a sign-in.',
  }),
  KEY_ROTATION_DAYS: documented(count(1, 365).default(90), {
    says: 'A signing key is replaced after this many days, by itself.',
  }),
  POLICY_GRACE_DAYS: documented(count(1, 365).default(60), {
    says: 'How long residents have to agree to a policy version that asks again. After that their tokens rest until they do.',
  }),
  SIGN_IN_PER_MINUTE: documented(count(1, 100_000).default(30), {
    says: 'Sign-in starts per client address and minute, over all processes.',
  }),
  CALLBACK_PER_MINUTE: documented(count(1, 100_000).default(60), {
    says: 'Returns from a provider per client address and minute, over all processes.',
  }),
  CODES_PER_MINUTE: documented(count(1, 100_000).default(20), {
    says: 'Codes of deletions looked up per client address and minute, and codes for the help desk tried per member of staff, over all processes.',
  }),
  TOKEN_PER_SECOND: documented(count(1, 100_000).default(200), {
    says: 'Token and revocation requests per app, second and process; of a public app, per client address.',
  }),
  INTROSPECT_PER_SECOND: documented(count(1, 1_000_000).default(20_000), {
    says: 'Introspections per app, second and process.',
  }),
  CLIENT_ADDRESS_PER_SECOND: documented(count(1, 1_000_000).default(20_000), {
    says: 'Token, revocation and introspection requests per client address, second and process, before the app is known.',
  }),
  CLIENT_FAILURES_PER_MINUTE: documented(count(1, 100_000).default(30), {
    says: 'Failed client authentications per client id and address and minute, over all processes. Right credentials are never refused.',
  }),
  API_PER_SECOND: documented(count(1, 100_000).default(50), {
    says: 'Requests to the API per calling app, second and process.',
  }),
  FEED_PER_SECOND: documented(count(1, 100_000).default(2000), {
    says: 'Requests for the revocation list and for events per calling app, second and process. An app may have many processes that follow it.',
  }),
  PUSH_PRIVATE_NETWORKS: documented(
    z
      .string()
      .default('')
      .transform(words)
      .refine((networks) => networks.every(isNetwork), 'must be networks such as 10.20.0.0/16'),
    {
      says: 'Networks of the city’s own in which apps may be sent events and logouts, separated by commas. Everything else must be on the public internet.',
      example: '10.20.0.0/16',
    },
  ),
  BULK_ALONE: documented(count(0, 1000).default(50), {
    says: 'A plan to revoke more links than this needs a second person; so does one for all links of a provider.',
  }),
  SINGLE_REVOKES_PER_HOUR: documented(count(0, 100_000).default(50), {
    says: 'One member of staff, or one app of theirs, revokes this many links one by one within an hour. Each further one needs a second person.',
  }),
  SIGNAL_REMOVALS_PER_MINUTE: documented(count(1, 100_000).default(60), {
    says: 'So many links may go within a minute because one provider says so, over all processes. What comes after that waits for an operator, and a week at most.',
  }),
  AUDIT_SEAL_MILLISECONDS: documented(count(50, 60_000).default(500), {
    says: 'How often each process looks for ledger entries to seal. Over 1,000 the seal is more than a second behind.',
  }),
  AUDIT_CHECKPOINT_SECONDS: documented(count(1, days(1)).default(minutes(1)), {
    says: 'A signed checkpoint of the sealed ledger is written this often, if there is something new.',
  }),
  AUDIT_CHECKPOINT_FILE: documented(text.optional(), {
    says: 'A file to which checkpoints are appended as well, one a line, where whoever owns the database cannot rewrite them. Left out, they are in the database and in the log only.',
    example: '/var/lib/civic-link/checkpoints',
  }),
  LOG_LEVEL: documented(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), {
    says: 'Least severe log line that is written.',
  }),
} as const;

export const settingsSchema = z.object(settings);
export type SettingName = keyof typeof settings;
export type Settings = z.infer<typeof settingsSchema>;

/** What the documentation says of one setting. */
export function metaOf(name: SettingName): Meta {
  return settings[name].meta() as unknown as Meta;
}

function words(list: string): string[] {
  return list.split(/[\s,]+/).filter((word) => word !== '');
}
