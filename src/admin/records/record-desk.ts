import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Names } from '../../activity/names.ts';
import { whatHappened } from '../../activity/sentences.ts';
import type { ShownEvent } from '../../activity/sentences.ts';
import { whoDidIt } from '../../activity/who.ts';
import { isId } from '../../kernel/ids.ts';
import { PageAnswers } from '../../platform/http/page-answers.ts';
import { Providers } from '../../providers/providers.ts';
import { staffMemberOf } from '../../staff/staff-authenticator.ts';
import { openMinutes, RecordAccess } from '../../support/record-access.ts';
import { say } from '../../words/words.ts';
import type { InEachLanguage, Language, Name } from '../../words/words.ts';
import { RecordGonePage, ReopenPage } from '../pages/records/reopen-page.tsx';
import type { ShownRecord } from '../pages/records/record-frame.tsx';

/** The record that a page is about: nobody sees one whom the ledger does not name as having opened it. */
@Injectable()
export class RecordDesk {
  constructor(
    private readonly access: RecordAccess,
    private readonly names: Names,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
  ) {}

  /** The record with this id, as it is now; null when the reader does not have it open. */
  async shown(request: FastifyRequest, id: string): Promise<ShownRecord | null> {
    const opened = isId(id) ? await this.access.again(staffMemberOf(request), id) : null;
    return opened && { frame: this.pages.frame(request), ...opened };
  }

  /** Asks why the reader opens a record that they do not have open. */
  askWhy(
    request: FastifyRequest,
    reply: FastifyReply,
    { record, hasProblem = false }: { record: string; hasProblem?: boolean },
  ): FastifyReply {
    if (!isId(record)) return this.gone(request, reply);
    const frame = { ...this.pages.frame(request), path: `/staff/records/${record}` };
    const page = ReopenPage({ frame, record, minutes: openMinutes, hasProblem });
    return this.pages.send(reply, page, { status: hasProblem ? 422 : 200 });
  }

  gone(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const frame = { ...this.pages.frame(request), path: '/staff/find' };
    return this.pages.send(reply, RecordGonePage({ frame }), { status: 404 });
  }

  /**
   * What the resident will read of an event, in both languages, with who did it, which they read beside it: alone the
   * sentence could be about themselves.
   */
  async reads(event: ShownEvent): Promise<InEachLanguage> {
    const lineIn = async (language: Language): Promise<string> => {
      const telling = await this.names.in(language);
      const [who, what] = [whoDidIt(event, telling), whatHappened(event, telling)];
      return say(language, 'record.reads', { who, what });
    };
    const [en, es] = await Promise.all([lineIn('en'), lineIn('es')]);
    return { en, es };
  }

  /** How people call a provider. */
  providerName = (id: string): Name => this.providers.find(id)?.label ?? id;
}
