import { z } from 'zod';
import { days, hours, minutes } from '../kernel/duration.ts';
import { isIssuer } from '../kernel/url-rules.ts';
import { keyRing, ringKey } from './key-text.ts';

interface Meta {
  /** For `docs/configuration.md`. */
  says: string;
  /** Shown in `.env.example`. */
  example?: string;
  /** Never printed; may be given as a file by `<NAME>_FILE`. */
  secret?: boolean;
}

const documented = <T extends z.ZodType>(schema: T, meta: Meta): T => schema.meta({ ...meta });
const text = z.string().trim().min(1, 'must not be empty');
const count = (min: number, max: number) =>
  z.coerce
    .number('must be a number')
    .int()
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
const port = count(1, 65_535);

/** Every setting the service knows, in the order of `docs/configuration.md`. Names are environment variables. */
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
  CITY_NAME: documented(text.default('Our City'), { says: 'Name of the city on every page.' }),
  CITY_NAME_ES: documented(text.optional(), {
    says: 'The same in Spanish, without an article; left out, `Ciudad de` and the name.',
  }),
  SERVICE_NAME: documented(text.default('Civic Link'), {
    says: 'Name of this service on every page.',
  }),
  DEPARTMENT: documented(text.default('City Hall'), { says: 'Department that runs the service.' }),
  DEPARTMENT_ES: documented(text.default('la Alcaldía'), {
    says: 'The same in Spanish, with its article.',
  }),
  HELP_PHONE: documented(text.default('311'), { says: 'Phone number of the help desk.' }),
  HELP_HOURS: documented(text.default('Monday to Friday, 8 to 5'), {
    says: 'When it answers.',
  }),
  HELP_HOURS_ES: documented(text.default('de lunes a viernes, de 8 a 5'), {
    says: 'The same in Spanish.',
  }),
  TIME_ZONE: documented(
    text
      .refine(isTimeZone, 'must be a time zone such as America/Chicago')
      .default('America/Chicago'),
    { says: 'Time zone of dates on pages.' },
  ),
  PRIVACY_CONTACT: documented(text.default('privacy@example.gov'), {
    says: 'E-mail address for questions about privacy and accessibility.',
  }),
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
  ACCESS_TOKEN_SECONDS: documented(count(30, 600).default(minutes(5)), {
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
  KEY_ROTATION_DAYS: documented(count(1, 365).default(90), {
    says: 'A signing key is replaced after this many days, by itself.',
  }),
  SIGN_IN_PER_MINUTE: documented(count(1, 100_000).default(30), {
    says: 'Sign-in starts per client address and minute, over all processes.',
  }),
  CALLBACK_PER_MINUTE: documented(count(1, 100_000).default(60), {
    says: 'Returns from a provider per client address and minute, over all processes.',
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

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}

function words(list: string): string[] {
  return list.split(/[\s,]+/).filter((word) => word !== '');
}
