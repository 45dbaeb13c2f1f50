import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { bindBrowser } from '../../platform/http/browser-binding.ts';
import { languageOf } from '../../platform/http/language.ts';
import { PageAnswers, seeOther } from '../../platform/http/page-answers.ts';
import { Residents } from '../../residents/residents.ts';
import { Sessions } from '../../residents/sessions.ts';
import type { Session } from '../../residents/sessions.ts';
import { pathIn } from '../../words/words.ts';
import type { Language } from '../../words/words.ts';
import type { Exchange } from '../authorize/journey.ts';
import { LogoutPage } from '../pages/logout-page.tsx';
import type { LogoutWish } from './logout-wish.ts';

/** Signs residents out for an app that proved whom it means, and asks them for everybody else. */
@Injectable()
export class Logouts {
  constructor(
    private readonly pages: PageAnswers,
    private readonly residents: Residents,
    private readonly sessions: Sessions,
  ) {}

  /**
   * A link alone signs nobody out (RP-Initiated Logout §2, §6), and takes nobody anywhere (§3). Whoever is not signed in
   * has nothing to be asked about.
   */
  async carryOut(
    exchange: Exchange,
    wish: LogoutWish | null,
    language: Language | null,
  ): Promise<FastifyReply> {
    const session = await this.sessions.current(exchange.request);
    const isMeant = session === null || (wish !== null && (await this.isAbout(wish, session)));
    const spoken = language ?? languageOf(exchange.request);
    if (!isMeant) return this.ask(exchange, spoken);
    await this.sessions.close(exchange.request, exchange.reply);
    return seeOther(
      exchange.reply,
      (wish && addressAfter(wish)) ?? pathIn(spoken, signedOut(session)),
    );
  }

  private async isAbout({ app, subject }: LogoutWish, session: Session): Promise<boolean> {
    return subject === (await this.residents.subjectIn(session.residentId, app.sector));
  }

  /** The address may hold somebody's ID token: the page leads to it in no language. */
  private ask({ request, reply }: Exchange, language: Language): FastifyReply {
    bindBrowser(request, reply);
    const frame = { ...this.pages.frame(request, language), path: '/oauth/logout' };
    return this.pages.send(reply, LogoutPage({ frame }));
  }
}

function addressAfter({ redirectUri, state }: LogoutWish): string | null {
  if (redirectUri === null || state === null) return redirectUri;
  const query = new URLSearchParams({ state }).toString();
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
}

function signedOut(session: Session | null): string {
  return session === null ? '/signed-out' : `/signed-out?provider=${session.provider}`;
}
