import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { isId } from '../kernel/ids.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Directory } from '../staff/directory.ts';
import { Passkeys } from '../staff/passkeys.ts';
import { staffSessionOf } from '../staff/staff-authenticator.ts';
import { NoPasskeysPage, PasskeysPage } from './pages/people/passkeys-page.tsx';
import type { PasskeysDone } from './pages/people/passkeys-page.tsx';
import { answerIn, fieldIn } from './staff-form.ts';

/** A member of staff's own passkeys. Changing them takes a passkey within the last minutes. */
@Controller('staff/passkeys')
export class PasskeysController {
  constructor(
    private readonly directory: Directory,
    private readonly pages: PageAnswers,
    private readonly passkeys: Passkeys,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'self.passkeys' }, 'page')
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const done = fieldIn(request.query, 'done');
    return this.show(request, reply, done === 'added' || done === 'removed' ? done : undefined);
  }

  @Post()
  @Access({ kind: 'staff', action: 'self.passkeys' }, 'page')
  async add(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const answer = answerIn(request);
    const browser = browserHash(request);
    if (answer === null || browser === null) return this.show(request, reply, 'failed');
    const { person } = staffSessionOf(request);
    const outcome = await this.passkeys.addTo(person, { answer, browser });
    if (outcome.kind === 'refused') return this.show(request, reply, 'failed');
    return this.pages.goTo(request, reply, '/staff/passkeys?done=added');
  }

  @Post(':passkey/remove')
  @Access({ kind: 'staff', action: 'self.passkeys' }, 'page')
  async remove(
    @Param('passkey') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (!isId(id)) throw noSuchPasskey();
    const outcome = await this.passkeys.remove(staffSessionOf(request).person, id);
    switch (outcome.kind) {
      case 'removed':
        return this.pages.goTo(request, reply, '/staff/passkeys?done=removed');
      case 'last-passkey':
        return this.show(request, reply, 'last');
      case 'no-such-passkey':
        throw noSuchPasskey();
      default:
        return outcome satisfies never;
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    done?: PasskeysDone,
  ): Promise<FastifyReply> {
    const { person, isFromDirectory } = staffSessionOf(request);
    const { label: directory } = this.directory;
    if (isFromDirectory && directory !== null) {
      const page = NoPasskeysPage({ frame: this.pages.frame(request), directory });
      return this.pages.send(reply, page);
    }
    const options = await this.passkeys.toEnrol(person, bindBrowser(request, reply));
    const passkeys = await this.passkeys.of(person.id);
    const frame = { ...this.pages.frame(request), path: '/staff/passkeys' };
    const status = done === 'failed' || done === 'last' ? 422 : 200;
    const page = PasskeysPage({ frame, passkeys, options, ...(done && { done }) });
    return this.pages.send(reply, page, { status, runsScript: true });
  }
}

function noSuchPasskey(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such passkey.' });
}
