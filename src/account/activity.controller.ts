import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { ActivityLines } from '../activity/activity-lines.ts';
import type { ActivityPlace } from '../activity/activity-lines.ts';
import { isEntryId } from './entry-id.ts';
import { ActivityPage } from './pages/activity-page.tsx';

/** Everything that happened on a resident's record. */
@Controller('account/activity')
export class ActivityController {
  constructor(
    private readonly activity: ActivityLines,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { residentId } = sessionOf(request);
    const part = await this.activity.part(residentId, placeIn(request), languageOf(request));
    return this.pages.send(reply, ActivityPage({ frame: this.pages.frame(request), part }));
  }
}

/** Anything that names no entry is the newest page. */
function placeIn({ query }: FastifyRequest): ActivityPlace {
  const { before, after } = query as { before?: unknown; after?: unknown };
  if (isEntryId(after)) return { after };
  return isEntryId(before) ? { before } : {};
}
