import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import type { FacebookSettings } from '../../config/provider-config.ts';
import { Clock } from '../../kernel/clock.ts';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import { Circuit } from '../../platform/outgoing/circuit.ts';
import { exchangeLimits } from '../../platform/outgoing/limits.ts';

/** Takes back at Facebook what somebody allowed the service there, with the token of our app: we keep none of theirs. */
@Injectable()
export class FacebookPermissions implements OnModuleDestroy {
  private readonly circuit: Circuit;
  private readonly graph: URL;
  private readonly http: BoundedHttp;
  private readonly settings: FacebookSettings | null;

  constructor(config: Config, clock: Clock) {
    this.settings = config.providers.facebook;
    const { graphVersion = '', endpoints } = this.settings ?? {};
    this.graph = new URL(endpoints?.graphUrl ?? `https://graph.facebook.com/${graphVersion}`);
    this.http = new BoundedHttp([this.graph.href], exchangeLimits);
    this.circuit = new Circuit(clock, exchangeLimits);
  }

  /** False where the service is not registered at Facebook. */
  get isThere(): boolean {
    return this.settings !== null;
  }

  /** Whether Facebook did it. The token travels in a header, so that nobody on the way writes it down. */
  async withdraw(userId: string): Promise<'done' | 'refused' | 'unavailable'> {
    if (this.settings === null) return 'unavailable';
    const { appId, appSecret } = this.settings;
    const token = `${appId}|${appSecret}`;
    // For apps that ask Facebook to insist on it ("Require App Secret").
    const proof = createHmac('sha256', appSecret).update(token).digest('hex');
    const path = `${this.graph.pathname}/${encodeURIComponent(userId)}/permissions`;
    const answer = await this.circuit.run(() =>
      this.http.withinDeadline()({
        method: 'DELETE',
        host: this.graph.host,
        path: `${path}?appsecret_proof=${proof}`,
        headers: { accept: 'application/json', authorization: `Bearer ${token}` },
        body: null,
      }),
    );
    if (answer.kind === 'unavailable') return 'unavailable';
    return answer.kind === 'good' ? 'done' : 'refused';
  }

  async onModuleDestroy(): Promise<void> {
    await this.http.close();
  }
}
