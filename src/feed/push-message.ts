import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import { Vault } from '../vault/vault.ts';
import { SignedEvent } from './signed-event.ts';
import type { WaitingEvent } from './signed-event.ts';
import { SignedLogout } from './signed-logout.ts';

/** An event that this process has taken for a while, and where it goes. */
export interface ClaimedEvent extends WaitingEvent {
  streamId: string;
  appId: string;
  kind: 'events' | 'logout';
  endpoint: string | null;
  attempts: number;
  sealedAuthorization: Buffer | null;
}

/** What goes over the wire. */
export interface Message {
  endpoint: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Makes of an event what is sent. */
@Injectable()
export class PushMessage {
  constructor(
    private readonly apps: Apps,
    private readonly event: SignedEvent,
    private readonly logout: SignedLogout,
    private readonly vault: Vault,
  ) {}

  /** Null when there is nowhere to send it any more. */
  of(claimed: ClaimedEvent): Promise<Message | null> {
    return claimed.kind === 'logout' ? this.logoutOf(claimed) : this.eventOf(claimed);
  }

  /** RFC 8935 §2.1. */
  private async eventOf(claimed: ClaimedEvent): Promise<Message | null> {
    const { appId, streamId, endpoint } = claimed;
    if (endpoint === null) return null;
    const authorization = this.authorizationOf(claimed);
    const headers = {
      'content-type': 'application/secevent+jwt',
      accept: 'application/json',
      ...(authorization !== null && { authorization }),
    };
    return { endpoint, headers, body: await this.event.sign(claimed, { appId, streamId }) };
  }

  /** To where the app is registered now (OIDC Back-Channel Logout §2.5). */
  private async logoutOf(claimed: ClaimedEvent): Promise<Message | null> {
    const app = await this.apps.find(claimed.appId);
    const endpoint = app?.backchannelLogoutUri ?? null;
    if (app === null || endpoint === null) return null;
    const token = await this.logout.sign(claimed, app);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { endpoint, headers, body: new URLSearchParams({ logout_token: token }).toString() };
  }

  private authorizationOf({ streamId, sealedAuthorization }: ClaimedEvent): string | null {
    const place = { table: 'event_stream', column: 'sealed_authorization', row: streamId };
    return sealedAuthorization && this.vault.open(place, sealedAuthorization);
  }
}
