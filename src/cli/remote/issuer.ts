import { z } from 'zod';
import { ask } from './ask.ts';
import { Trouble } from './trouble.ts';

const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  introspection_endpoint: z.string(),
  userinfo_endpoint: z.string(),
  jwks_uri: z.string(),
});
const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), alg: z.string().optional() })),
});

export type IssuerMetadata = z.output<typeof Metadata>;
export type PublishedKey = z.output<typeof KeySet>['keys'][number];

/** A service as it describes itself, with its keys. */
export interface Issuer {
  metadata: IssuerMetadata;
  keys: readonly PublishedKey[];
}

/** Reads discovery and keys, and believes neither from anybody but the issuer (OIDC Discovery §4.3). */
export async function discover(address: string): Promise<Issuer> {
  const base = address.replace(/\/$/, '');
  const { json } = await ask(`${base}/.well-known/openid-configuration`);
  const metadata = Metadata.safeParse(json);
  if (!metadata.success) {
    throw new Trouble(
      `${base} does not describe itself as an OpenID provider.`,
      'Check --issuer: scheme, host and port, and nothing behind them.',
    );
  }
  if (metadata.data.issuer !== base) {
    throw new Trouble(
      `The service calls itself ${plain(metadata.data.issuer)}, and you asked ${base}.`,
      'Use the name it calls itself: localhost and 127.0.0.1 are two names.',
    );
  }
  return { metadata: metadata.data, keys: await keysAt(metadata.data.jwks_uri) };
}

async function keysAt(address: string): Promise<PublishedKey[]> {
  const set = KeySet.safeParse((await ask(address)).json);
  if (set.success) return set.data.keys;
  throw new Trouble('The keys of the service cannot be read.', 'Look at its jwks_uri.');
}

/** A text from elsewhere without what could steer a terminal. */
export function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 300);
}
