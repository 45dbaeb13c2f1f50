import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { PolicyPublishing } from '../policy/policy-publishing.ts';
import { PolicyRegister } from '../policy/policy-register.ts';
import { staffOf } from './order.ts';
import { asField, publishedVersion } from './policy-contracts.ts';

const version = z.strictObject({
  version: z.int(),
  starts_at: z.iso.datetime(),
  asks_again: z.boolean(),
  state: z.enum(['coming', 'current', 'old']),
  agreed: z.int().describe('How many residents agreed to it.'),
});
const listed = z.strictObject({ versions: z.array(version).describe('Newest first.') });

const inOneLanguage = z.strictObject({
  changes: z.array(z.string()).describe('What is different, a short line each.'),
  text: z.string().optional().describe('The whole policy; left out for the built-in words.'),
});
const file = z.strictObject({
  starts_at: z.string().describe('A day such as `2027-02-01`, or a moment with its offset.'),
  asks_again: z.boolean().describe('Whether everybody must agree to it again.'),
  en: inOneLanguage,
  es: inOneLanguage,
});

/** Versions of the privacy policy, for staff: to see them, and to publish one for good. */
@Controller('api/admin/policy/versions')
export class AdminPolicyController {
  constructor(
    private readonly publishing: PolicyPublishing,
    private readonly register: PolicyRegister,
  ) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:policy.read' },
    {
      name: 'listPolicyVersions',
      summary: 'Every version of the privacy policy, and how many residents agreed to it.',
      answer: listed,
    },
  )
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof listed>> {
    const versions = await this.register.list(staffOf(request));
    return {
      versions: versions.map(({ version: number, since, asksAgain, state, agreed }) => ({
        version: number,
        starts_at: since.toISOString(),
        asks_again: asksAgain,
        state,
        agreed,
      })),
    };
  }

  /** Nothing can be changed afterwards. The rules are those of the terminal. */
  @Post()
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:policy.change' },
    {
      name: 'publishPolicyVersion',
      summary: 'Publishes the next version of the privacy policy. It cannot be changed any more.',
      body: file,
      answer: publishedVersion,
    },
  )
  async publish(
    @Body() { starts_at, asks_again, ...texts }: z.output<typeof file>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof publishedVersion>> {
    const draft = { startsAt: starts_at, asksAgain: asks_again, ...texts };
    const outcome = await this.publishing.publish(staffOf(request), draft);
    if (outcome.kind === 'refused')
      throw refusal('invalid', { fields: outcome.problems.map(asField) });
    const { version: number, since, asksAgain } = outcome.version;
    return { version: number, starts_at: since.toISOString(), asks_again: asksAgain };
  }
}
