import { Injectable } from '@nestjs/common';
import { assertionKeysOf } from '../../apps/app-keys.ts';
import type { AppKeys, AssertionKey } from '../../apps/app-keys.ts';
import type { AssertionAudience, CityApp } from '../../apps/city-app.ts';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import { signedClaims } from '../../keys/signed-claims.ts';
import { checkClaims } from './assertions/assertion-claims.ts';
import type { ClaimRefusal } from './assertions/assertion-claims.ts';
import type { Assertion } from './assertions/assertion.ts';
import { UsedAssertions } from './assertions/used-assertions.ts';

/** Why an assertion proves nothing; for the log alone. */
export type AssertionRefusal =
  ClaimRefusal | 'assertion key unknown' | 'assertion signature bad' | 'assertion used before';

/** Judges what apps sign to say who they are (`private_key_jwt`, RFC 7523 §3). */
@Injectable()
export class ClientAssertions {
  private readonly audiences: Readonly<Record<AssertionAudience, string>>;
  /** The keys of an app, made once for each time that the registry was read. */
  private readonly made = new WeakMap<AppKeys, readonly AssertionKey[]>();

  constructor(
    { issuer }: Config,
    private readonly clock: Clock,
    private readonly used: UsedAssertions,
  ) {
    if (!issuer) throw new Error('Without an issuer any audience would do.');
    this.audiences = { issuer, 'token-endpoint': `${issuer}/oauth/token` };
  }

  /** Why this is no proof that the app has sent it, or null. Only what passes everything else costs a write. */
  async refusalOf(app: CityApp, assertion: Assertion): Promise<AssertionRefusal | null> {
    const keys = this.keysFor(app, assertion);
    if (keys.length === 0) return 'assertion key unknown';
    const signed = firstOf(keys, (key) => signedClaims(assertion.text, key));
    if (signed === null) return 'assertion signature bad';
    const audience = this.audiences[app.assertionAudience];
    const now = this.clock.seconds();
    const claims = checkClaims(signed, { clientId: app.id, audience, now });
    if (typeof claims === 'string') return claims;
    return (await this.used.use(app.id, claims)) ? null : 'assertion used before';
  }

  /** The key it names, or all of them when it names none; none for an algorithm that was not agreed on. */
  private keysFor({ keys }: CityApp, { algorithm, kid }: Assertion): readonly AssertionKey[] {
    if (keys === null || keys.algorithm !== algorithm) return [];
    const made = this.made.get(keys) ?? assertionKeysOf(keys);
    this.made.set(keys, made);
    return kid === undefined ? made : made.filter((key) => key.kid === kid);
  }
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null) {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
