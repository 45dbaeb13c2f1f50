import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import { minutes } from '../../kernel/duration.ts';
import { signedClaims } from '../../keys/signed-claims.ts';
import { refusedSignal } from '../refused-signal.ts';
import { riscEndpoints } from './endpoints.ts';
import { GoogleKeys } from './google-keys.ts';
import { isIssuer } from './security-event.ts';

/** A Security Event Token that Google signed for us. */
export interface SecurityEventToken {
  issuer: string;
  jti: string;
  issuedAt: Date;
  /** What it says, by the address of each kind of event. */
  events: Readonly<Record<string, unknown>>;
}

/** How far Google's clock may be ahead of ours. */
const skewSeconds = minutes(5);
const compact = /^([\w-]+)\.[\w-]+\.[\w-]+$/;
const types: readonly (string | undefined)[] = [undefined, 'secevent+jwt', 'jwt'];

/** `alg` is the one there is (RFC 8725 §3.1); with `crit` the sender demands what we do not know (RFC 7515 §4.1.11). */
const header = z
  .looseObject({
    alg: z.literal('RS256'),
    kid: z.string().min(1).max(256),
    typ: z.string().toLowerCase().optional(),
  })
  .refine((members) => !('crit' in members) && !('b64' in members));

/** `exp` need not be there (RFC 8417 §2.2). Without `events` it is another kind of token under the same keys. */
const claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number().int().positive(),
  jti: z.string().min(1).max(512),
  exp: z.number().optional(),
  events: z.record(z.string(), z.unknown()).refine((events) => {
    const { length } = Object.keys(events);
    return length > 0 && length <= 10;
  }),
});

/** Decides whether Google sent a Security Event Token, and to us. jsonwebtoken checks the signature and nothing else. */
@Injectable()
export class GoogleSets {
  private readonly issuer: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly keys: GoogleKeys,
  ) {
    this.issuer = riscEndpoints(config.providers.google).issuer;
  }

  /** The token as far as it can be believed. Throws what the sender is answered (RFC 8935 §2.4). */
  async read(token: unknown): Promise<SecurityEventToken> {
    const read = header.safeParse(headerOf(token));
    if (typeof token !== 'string' || !read.success) throw refusedSignal('invalid_request', 'form');
    const { kid, typ } = read.data;
    if (!types.includes(typ?.replace(/^application\//, '')))
      throw refusedSignal('invalid_request', 'type');
    const publicKey = await this.keys.find(kid);
    if (publicKey === null) throw refusedSignal('invalid_key', 'unknown key');
    const said = signedClaims(token, { algorithm: 'RS256', publicKey });
    if (said === null) throw refusedSignal('invalid_key', 'signature');
    return this.check(said);
  }

  private check(said: object): SecurityEventToken {
    const read = claims.safeParse(said);
    if (!read.success) throw refusedSignal('invalid_request', 'claims');
    const { iss, aud, iat, exp, jti, events } = read.data;
    if (!isIssuer(iss, this.issuer)) throw refusedSignal('invalid_issuer', 'issuer');
    const clientId = this.config.providers.google?.clientId;
    if (clientId === undefined || ![aud].flat().includes(clientId))
      throw refusedSignal('invalid_audience', 'audience');
    const now = this.clock.seconds();
    if (iat > now + skewSeconds || (exp !== undefined && exp <= now))
      throw refusedSignal('invalid_request', 'time');
    return { issuer: this.issuer, jti, issuedAt: new Date(iat * 1000), events };
  }
}

/** The header of a token in the compact form; the JSON forms of RFC 7515 §7.2 have none. */
function headerOf(token: unknown): unknown {
  const [, encoded] = typeof token === 'string' ? (compact.exec(token) ?? []) : [];
  if (encoded === undefined) return null;
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
