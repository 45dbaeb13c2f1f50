import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { LastLinkPage } from './pages/last-link-page.tsx';
import { UnlinkPage } from './pages/unlink-page.tsx';
import { UnlinkedPage } from './pages/unlinked-page.tsx';

/** Removing one link: says what it does, does it, says what was done. */
@Controller('account')
export class UnlinkController {
  constructor(
    private readonly accounts: LinkedAccounts,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly removal: LinkRemoval,
  ) {}

  /** Another resident's link looks like none at all. */
  @Get('links/:link/remove')
  @Access({ kind: 'resident' }, 'page')
  async ask(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const accounts = await this.accounts.of(sessionOf(request));
    const account = accounts.find((one) => one.id === id) ?? noSuchLink();
    const frame = this.pages.frame(request);
    if (accounts.length === 1) return this.pages.send(reply, LastLinkPage({ frame }));
    const others = accounts.filter((one) => one !== account);
    return this.pages.send(reply, UnlinkPage({ frame, account, others }));
  }

  @Post('links/:link/remove')
  @Access({ kind: 'resident' }, 'page')
  async remove(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const linkId = isId(id) ? id : noSuchLink();
    const outcome = await this.removal.byResident(sessionOf(request).residentId, linkId);
    switch (outcome.kind) {
      case 'removed':
        return this.pages.goTo(request, reply, `/account/removed/${outcome.provider}`);
      case 'last-link':
        return this.pages.goTo(request, reply, `/account/links/${linkId}/remove`);
      case 'gone':
        return noSuchLink();
      default:
        return outcome satisfies never;
    }
  }

  /** Public, because removing the account somebody is signed in with signs them out. */
  @Get('removed/:provider')
  @Access({ kind: 'public' }, 'page')
  removed(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): FastifyReply {
    const provider = this.providers.find(id) ?? noSuchLink();
    return this.pages.send(reply, UnlinkedPage({ frame: this.pages.frame(request), provider }));
  }
}

function noSuchLink(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'No such link.' });
}
