import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { minutes } from '../kernel/duration.ts';
import { TokenSigner } from '../keys/token-signer.ts';
import type { WaitingEvent } from './signed-event.ts';

/** The one event of a logout token (OIDC Back-Channel Logout §2.4). */
export const logoutType = 'http://schemas.openid.net/event/backchannel-logout';

/** A logout token (OIDC Back-Channel Logout §2.4). It never has a nonce, so that it passes for no ID token. */
interface LogoutToken {
  iss: string;
  aud: string;
  iat: number;
  exp: number;
  jti: string;
  sub: string;
  /** As in the ID token of the sign-in that it ends. */
  sid?: string;
  events: Readonly<Record<typeof logoutType, object>>;
}

/** As short as the standard asks for. */
const lifetime = minutes(2);

/** Signs logout tokens as the app's ID tokens are signed, when they are sent. */
@Injectable()
export class SignedLogout {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly signer: TokenSigner,
  ) {}

  sign({ jti, subject, event }: WaitingEvent, app: CityApp): Promise<string> {
    const iat = this.clock.seconds();
    const claims: LogoutToken = {
      iss: this.config.issuer,
      aud: app.id,
      iat,
      exp: iat + lifetime,
      jti,
      sub: subject ?? '',
      ...(event.sid !== undefined && { sid: event.sid }),
      events: { [logoutType]: {} },
    };
    return this.signer.sign({ algorithm: app.idTokenAlgorithm, typ: 'logout+jwt', claims });
  }
}
