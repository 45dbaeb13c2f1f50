import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { TokenSigner } from '../keys/token-signer.ts';
import { listSeconds } from '../revocations/revocation-list.ts';
import type { ListPart } from '../revocations/revocation-list.ts';

/** What a signed part of the list says. Times and durations are in seconds. */
export interface ListClaims {
  iss: string;
  iat: number;
  /** The list that it is a part of. A restored service begins another one. */
  line: string;
  /** The number before it; zero in a part that holds everything that matters. */
  from: number;
  seq: number;
  /** How long what it names matters: every token that it ends has expired by then. */
  keep: number;
  revoked: readonly string[];
  paused: readonly string[];
  resumed: readonly string[];
}

/** Its own type, so that no token passes for a part of the list and no part for a token (RFC 8725 §3.11). */
export const listType = 'civic-revocations+jwt';

/** Signs parts of the revocation list. */
@Injectable()
export class SignedList {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly signer: TokenSigner,
  ) {}

  sign({ line, from, seq, revoked, paused, resumed }: ListPart): Promise<string> {
    const { issuer: iss } = this.config;
    const about = {
      iss,
      iat: this.clock.seconds(),
      line,
      from,
      seq,
      keep: listSeconds,
    };
    const claims: ListClaims = { ...about, revoked, paused, resumed };
    return this.signer.sign({ algorithm: 'ES256', typ: listType, claims });
  }
}
