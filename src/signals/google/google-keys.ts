import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../config/config.ts';
import type { RiscEndpoints } from '../../config/provider-config.ts';
import { Clock } from '../../kernel/clock.ts';
import { hours, minutes } from '../../kernel/duration.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import type { Send } from '../../platform/outgoing/bounded-http.ts';
import { exchangeLimits } from '../../platform/outgoing/limits.ts';
import { isStrictObject } from '../../platform/outgoing/strict-json.ts';
import { riscEndpoints } from './endpoints.ts';
import { isIssuer } from './security-event.ts';

type Keys = ReadonlyMap<string, KeyObject>;

interface Loaded {
  keys: Keys;
  at: number;
}

/** A key that Google withdraws is good here for no longer than this. */
const lifeMilliseconds = hours(1) * 1000;
/** Anybody can make up names of keys: they make us ask Google once in this time. */
const cooldownMilliseconds = minutes(1) * 1000;

const configuration = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.string() }).loose()).max(50),
});

/** Google's keys for what it tells us, as its configuration document names them. Kept for a while, asked for once at a time. */
@Injectable()
export class GoogleKeys implements OnModuleDestroy {
  private readonly endpoints: RiscEndpoints;
  private readonly http: BoundedHttp;
  private loaded: Loaded | null = null;
  private loading: Promise<Keys> | null = null;
  private triedAt = -Infinity;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.endpoints = riscEndpoints(config.providers.google);
    const { configurationUrl, keysUrl } = this.endpoints;
    this.http = new BoundedHttp([configurationUrl, keysUrl], exchangeLimits);
  }

  /**
   * The key of this name, or null when Google was asked and has none. Throws `unavailable` (503) while nobody can know:
   * a name that came up since Google was last asked may be of a new key, and what is refused would never come again.
   */
  async find(kid: string): Promise<KeyObject | null> {
    const now = this.clock.milliseconds();
    const fresh = this.loaded && now - this.loaded.at < lifeMilliseconds ? this.loaded.keys : null;
    const known = fresh?.get(kid);
    if (known) return known;
    const rest = this.triedAt + cooldownMilliseconds - now;
    if (this.loading === null && rest > 0) throw unavailable(Math.ceil(rest / 1000));
    const keys = await this.load();
    return keys.get(kid) ?? null;
  }

  async onModuleDestroy(): Promise<void> {
    await this.http.close();
  }

  private load(): Promise<Keys> {
    this.loading ??= this.fetch().finally(() => (this.loading = null));
    return this.loading;
  }

  private async fetch(): Promise<Keys> {
    this.triedAt = this.clock.milliseconds();
    const send = this.http.withinDeadline();
    const named = configuration.safeParse(await get(send, this.endpoints.configurationUrl));
    if (!named.success || !isIssuer(named.data.issuer, this.endpoints.issuer)) throw unavailable();
    const set = keySet.safeParse(await get(send, named.data.jwks_uri));
    if (!set.success) throw unavailable();
    const keys = new Map(set.data.keys.flatMap((key) => rsaKey(key)));
    this.loaded = { keys, at: this.clock.milliseconds() };
    return keys;
  }
}

/** What is at an address, as JSON; null for anything else, or at another host. */
async function get(send: Send, address: string): Promise<unknown> {
  const url = URL.parse(address);
  if (url === null) return null;
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
  const path = url.pathname + url.search;
  const answer = await send({ method: 'GET', host: url.host, path, headers, body: null });
  const isObject = answer.kind === 'good' && isStrictObject(answer.body);
  return isObject ? JSON.parse(answer.body) : null;
}

function rsaKey(jwk: { kid: string; kty: string }): [string, KeyObject][] {
  if (jwk.kty !== 'RSA') return [];
  try {
    return [[jwk.kid, createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })]];
  } catch {
    return [];
  }
}

/** Google sends again what was answered like this. */
function unavailable(retryAfter = minutes(1)): ServiceError {
  return new ServiceError({
    code: 'unavailable',
    status: 503,
    message: 'We cannot check this right now. Send it again later.',
    detail: 'the keys of Google’s signals could not be fetched, or not yet again',
    retryAfter,
  });
}
