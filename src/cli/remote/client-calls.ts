import { z } from 'zod';
import { ask } from './ask.ts';
import type { Answered } from './ask.ts';
import type { IssuerMetadata } from './issuer.ts';
import { plain } from './issuer.ts';
import { Trouble } from './trouble.ts';
import { adviceFor } from './troubles.ts';

/** An app at the service; without a secret it is a public one. */
export interface Client {
  id: string;
  secret: string | undefined;
}

const Tokens = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
  scope: z.string().optional(),
});
const Introspected = z.looseObject({ active: z.boolean() });
const Failed = z.object({ error: z.string(), error_description: z.string().optional() });

type Fields = Record<string, string>;

export type Tokens = z.output<typeof Tokens>;

/** Exchanges a code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export async function redeem(
  { token_endpoint: address }: IssuerMetadata,
  client: Client,
  fields: { code: string; redirect_uri: string; code_verifier: string },
): Promise<Tokens> {
  const form = { grant_type: 'authorization_code', ...fields };
  return read(Tokens, await post(address, client, form), 'The code was not exchanged');
}

/** Asks whether a token is good at this moment (RFC 7662 §2.1). */
export async function introspect(
  { introspection_endpoint: address }: IssuerMetadata,
  client: Client,
  token: string,
): Promise<z.output<typeof Introspected>> {
  return read(Introspected, await post(address, client, { token }), 'The service was not asked');
}

/** What the resident shows the app at this moment (OIDC Core §5.3). */
export async function userinfo(
  { userinfo_endpoint: address }: IssuerMetadata,
  token: string,
): Promise<Record<string, unknown>> {
  const answer = await ask(address, { headers: { authorization: `Bearer ${token}` } });
  return read(z.looseObject({ sub: z.string() }), answer, 'Userinfo was not told');
}

function post(address: string, { id, secret }: Client, fields: Fields): Promise<Answered> {
  const own: Fields = secret === undefined ? { client_id: id } : {};
  const headers: Fields = secret === undefined ? {} : { authorization: basic(id, secret) };
  const body = new URLSearchParams({ ...own, ...fields });
  return ask(address, { method: 'POST', headers, body });
}

/** Both parts are form-encoded first (RFC 6749 §2.3.1). */
function basic(id: string, secret: string): string {
  const pair = [id, secret].map((part) => encodeURIComponent(part)).join(':');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  { status, json }: Answered,
  what: string,
): z.output<Schema> {
  const good = schema.safeParse(json);
  if (status === 200 && good.success) return good.data;
  const failed = Failed.safeParse(json);
  const error = failed.success ? failed.data.error : `status ${status}`;
  throw new Trouble(`${what}: ${plain(error)}.`, adviceFor(error));
}
