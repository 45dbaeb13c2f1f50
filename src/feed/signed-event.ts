import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { TokenSigner } from '../keys/token-signer.ts';
import { verificationType } from './event-types.ts';
import type { EventClaims } from './event-types.ts';

/** An event that waits for its app, as it is kept. */
export interface WaitingEvent {
  seq: number;
  jti: string;
  txn: string;
  type: string;
  /** The pairwise subject; null when it is about nobody. */
  subject: string | null;
  event: EventClaims;
}

/** Where it goes. */
export interface Addressee {
  appId: string;
  streamId: string;
}

/** How a SET says whom or what it is about (RFC 9493 §3.2). */
type SubjectId = { format: 'iss_sub'; iss: string; sub: string } | { format: 'opaque'; id: string };

/** A security event token (RFC 8417 §2.2; SSF 1.0 §4.1): neither `sub` nor `exp`, so that none passes for an ID token. */
interface EventToken {
  iss: string;
  aud: string;
  iat: number;
  jti: string;
  txn: string;
  sub_id: SubjectId;
  events: Readonly<Record<string, EventClaims>>;
}

/** Its own type, so that no event passes for a token (RFC 8417 §2.3). */
const eventTokenType = 'secevent+jwt';

/** Signs events. It is done when they are handed out, so that one that waited is signed by the key of now. */
@Injectable()
export class SignedEvent {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly signer: TokenSigner,
  ) {}

  /** RS256, which every receiver understands (CAEP Interoperability Profile §2.6). */
  sign(waiting: WaitingEvent, { appId, streamId }: Addressee): Promise<string> {
    const { jti, txn, type, event } = waiting;
    const claims: EventToken = {
      iss: this.config.issuer,
      aud: appId,
      iat: this.clock.seconds(),
      jti,
      txn,
      sub_id: this.subjectOf(waiting, streamId),
      events: { [type]: event },
    };
    return this.signer.sign({ algorithm: 'RS256', typ: eventTokenType, claims });
  }

  /** A verification is about the stream (SSF 1.0 §8.1.4.1), and what is about no resident about the provider. */
  private subjectOf({ subject, type, event }: WaitingEvent, streamId: string): SubjectId {
    if (subject !== null) return { format: 'iss_sub', iss: this.config.issuer, sub: subject };
    const id = type === verificationType ? streamId : `provider:${event.provider ?? ''}`;
    return { format: 'opaque', id };
  }
}
