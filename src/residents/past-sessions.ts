import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { fingerprint, isToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { readCookie } from '../platform/http/cookies.ts';
import { firstRow } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import { sessionCookie } from './session-cookie.ts';
import { limitsOf } from './session-limits.ts';
import * as statements from './statements/sessions.ts';

/** Why a session is over: nobody used it, it was as long as any may be, or somebody or something ended it. */
export type EndedBy = 'idle' | 'longest' | 'ended';

/** The session that a browser still shows, as far as the service knows it. Asking counts as no activity. */
export type ShownSession =
  | { kind: 'none' }
  | { kind: 'live'; secondsLeft: number; canStay: boolean }
  | {
      kind: 'over';
      residentId: string;
      provider: string;
      endedBy: EndedBy;
      idleSeconds: number;
    };

interface LookRow {
  id: string;
  residentId: string;
  provider: string;
  secondsLeft: number;
  canStay: boolean;
  idleSeconds: number;
  wasIdle: boolean;
  wasLong: boolean;
}

/** Looks at a browser's session without using it: how long it lasts, or why it ended. */
@Injectable()
export class PastSessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly revocations: Revocations,
  ) {}

  /** `none` for a browser that shows none, and for one that ended so long ago that nothing is left of it. */
  async shownBy(request: FastifyRequest): Promise<ShownSession> {
    const token = readCookie(request, sessionCookie);
    if (!isToken(token)) return { kind: 'none' };
    const values = [fingerprint(token), ...limitsOf(this.config)];
    const row = await firstRow<LookRow>(this.database, statements.look, values);
    if (row === null) return { kind: 'none' };
    const { residentId, provider, secondsLeft, canStay, idleSeconds } = row;
    const endedBy = await this.endOf(row);
    if (endedBy === null) return { kind: 'live', secondsLeft, canStay };
    return { kind: 'over', residentId, provider, endedBy, idleSeconds };
  }

  private async endOf({ id, wasIdle, wasLong }: LookRow): Promise<EndedBy | null> {
    if (await this.revocations.isDead(id)) return 'ended';
    if (wasLong) return 'longest';
    return wasIdle ? 'idle' : null;
  }
}
