import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { confirmationCodeOf } from '../kernel/confirmation-code.ts';
import { fingerprint } from '../kernel/opaque-token.ts';
import { Tallies } from '../platform/tallies/tallies.ts';
import { Providers } from '../providers/providers.ts';
import { Vault } from '../vault/vault.ts';
import { readSignedRequest } from './facebook/signed-request.ts';
import type { SignedRequest } from './facebook/signed-request.ts';
import { noSuchReceiver, refusedSignal } from './refused-signal.ts';
import { ToldRemovals } from './told-removals.ts';

const facebook = 'facebook';

/**
 * What Facebook sends when somebody removes the service there, or asks there that their data be deleted. Either way the
 * link goes. Nothing in a request says which of the two it is, and it can be sent again for ever.
 */
@Injectable()
export class FacebookRequests {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly providers: Providers,
    private readonly removals: ToldRemovals,
    private readonly tallies: Tallies,
    private readonly vault: Vault,
  ) {}

  /** Somebody removed the service at Facebook. */
  async deauthorize(text: unknown): Promise<void> {
    await this.take(this.read(text), 'deauthorize');
  }

  /** Somebody asked for a deletion. Returns the code for it: the same for the same request, and kept nowhere. */
  async delete(text: unknown): Promise<string> {
    const request = this.read(text);
    const mac = this.vault.mac('signal-deletion', request.signed);
    const code = confirmationCodeOf(Buffer.from(mac, 'base64url'));
    await this.take(request, 'deletion', code);
    return code;
  }

  private read(text: unknown): SignedRequest {
    const settings = this.config.providers.facebook;
    if (settings === null) throw noSuchReceiver();
    const request = readSignedRequest(text, settings.appSecret);
    if (request === null) throw refusedSignal('authentication_failed', 'signed request');
    return request;
  }

  private async take(
    { userId: subject, issuedAt, signed }: SignedRequest,
    kind: 'deauthorize' | 'deletion',
    code?: string,
  ): Promise<void> {
    const at = new Date((issuedAt ?? this.clock.seconds()) * 1000);
    const hash = fingerprint(`facebook ${kind} ${signed}`);
    const account = { namespace: this.providers.namespaceOf(facebook), subject };
    const signal = { provider: facebook, account, at, reason: 'provider_request' } as const;
    const outcome = await this.removals.take(
      code === undefined ? signal : { ...signal, code },
      hash,
    );
    this.tallies.add('signal', facebook, outcome);
  }
}
