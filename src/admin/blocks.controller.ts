import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../kernel/ids.ts';
import { LinkBlocks } from '../links/link-blocks.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import type { Problem } from '../ui/error-summary.tsx';
import { sayIn } from '../words/words.ts';
import type { Say } from '../words/words.ts';
import { BlockPage } from './pages/blocks/block-page.tsx';
import { BlocksPage, blocksDone } from './pages/blocks/blocks-page.tsx';
import type { BlocksDone, BlocksPageProps } from './pages/blocks/blocks-page.tsx';
import { fieldIn } from './staff-form.ts';

/** As long as a user ID may be (OIDC Core §2). */
const longestSubject = 255;

/** Lifting a block. Which account it is about stands in a form, never in an address, and is kept nowhere. */
@Controller('staff/blocks')
export class BlocksController {
  constructor(
    private readonly blocks: LinkBlocks,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'link.block' }, 'page')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.show(request, reply, { done: doneIn(request) });
  }

  @Post()
  @Access({ kind: 'staff', action: 'link.block' }, 'page')
  async look(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const frame = { ...this.pages.frame(request), path: '/staff/blocks' };
    const known = {
      provider: fieldIn(request.body, 'provider'),
      subject: fieldIn(request.body, 'subject'),
    };
    const problems = this.problemsIn(sayIn(frame.language), known);
    if (problems.length > 0) return this.show(request, reply, { ...known, problems });
    const block = await this.blocks.look(staffMemberOf(request), known);
    const provider = this.providers.find(known.provider)?.label ?? known.provider;
    return this.pages.send(reply, BlockPage({ frame, provider, block }));
  }

  @Post('lift')
  @Access({ kind: 'staff', action: 'link.block' }, 'page')
  async lift(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const block = fieldIn(request.body, 'block');
    const isLifted = isId(block) && (await this.blocks.lift(staffMemberOf(request), block));
    return this.pages.goTo(request, reply, `/staff/blocks?done=${isLifted ? 'lifted' : 'gone'}`);
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Omit<BlocksPageProps, 'frame' | 'providers'>,
  ): FastifyReply {
    const frame = { ...this.pages.frame(request), path: '/staff/blocks' };
    const page = BlocksPage({ frame, providers: this.providers.list(), ...asked });
    return this.pages.send(reply, page, { status: asked.problems ? 422 : 200 });
  }

  private problemsIn(say: Say, known: { provider: string; subject: string }): Problem[] {
    const problems: Problem[] = [];
    if (this.providers.find(known.provider) === null) {
      const [first] = this.providers.list();
      const field = `provider-${first?.id ?? ''}`;
      problems.push({ field, message: say('staff.blocks.provider.missing') });
    }
    if (known.subject === '' || known.subject.length > longestSubject) {
      problems.push({ field: 'subject', message: say('staff.blocks.subject.missing') });
    }
    return problems;
  }
}

function doneIn({ query }: FastifyRequest): BlocksDone | undefined {
  const said = fieldIn(query, 'done');
  return Object.hasOwn(blocksDone, said) ? (said as BlocksDone) : undefined;
}
