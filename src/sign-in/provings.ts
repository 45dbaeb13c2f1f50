import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProvedAction } from '../ledger/event-catalogue.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { Proofs } from './proofs.ts';
import { SignIn } from './sign-in.ts';

/** Turns a trip to a linked account into a fresh proof. */
@Injectable()
export class Provings {
  constructor(
    private readonly database: Database,
    private readonly links: Links,
    private readonly proofs: Proofs,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
  ) {}

  /**
   * Notes the proof and gives the session a new secret, since whoever had the old one has proved nothing (OWASP ASVS
   * 5.0 7.2.4). False when the session or the link has ended meanwhile.
   */
  async note(
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    session: Session,
    { link, action }: { link: Link; action: ProvedAction },
  ): Promise<boolean> {
    const { residentId } = session;
    const noted = await this.database.transaction(async (sql) => {
      if (!(await this.signIn.allows(sql, link.provider, 'sign-in'))) return null;
      if (!(await this.signIn.hold(sql, session))) return null;
      if ((await this.links.use(sql, link.id, residentId)) !== 'used') return null;
      await this.proofs.note(sql, session, { link, action });
      return { token: await this.sessions.renew(sql, request, session) };
    });
    if (noted?.token) this.sessions.remember(reply, noted.token);
    return noted !== null;
  }
}
