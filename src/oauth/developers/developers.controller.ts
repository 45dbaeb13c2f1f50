import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.ts';
import { Access } from '../../platform/http/access.ts';
import { PageAnswers } from '../../platform/http/page-answers.ts';
import { problems } from '../../platform/http/problems.ts';
import { endpointsOf } from '../discovery/metadata.ts';
import { DevelopersPage } from '../pages/developers-page.tsx';
import type { Place } from '../pages/developers-page.tsx';

/** Tells those who build city apps where everything is, and what an error means. Metadata and errors lead here. */
@Controller('developers')
export class DevelopersController {
  private readonly places: readonly Place[];

  constructor(
    { issuer }: Config,
    private readonly pages: PageAnswers,
  ) {
    this.places = placesOf(issuer);
  }

  @Get()
  @Access({ kind: 'public' }, 'page')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const frame = this.pages.frame(request);
    return this.pages.send(reply, DevelopersPage({ frame, places: this.places, problems }));
  }
}

/** The address that tells all others, then those it tells. */
function placesOf(issuer: string): Place[] {
  const first = { name: 'discovery', address: `${issuer}/.well-known/openid-configuration` };
  const told = Object.entries(endpointsOf(issuer)).map(([name, address]) => ({ name, address }));
  return [first, ...told];
}
