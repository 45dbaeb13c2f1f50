import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { PolicyDrafts } from '../policy/policy-drafts.ts';
import type { Saving } from '../policy/policy-drafts.ts';
import { staffOf } from './order.ts';
import {
  asDraft,
  asField,
  draft,
  draftOrder,
  publishedVersion,
  revision,
  typedIn,
} from './policy-contracts.ts';

const shown = z.strictObject({
  draft: draft.nullable().describe('Null when nobody has begun one.'),
});
const discardOrder = z.strictObject({ revision });
const publishOrder = z.strictObject({
  revision,
  version: z.int().min(1).describe('The number it gets, as a sign that it is meant.'),
});
const saved = z.strictObject({ status: z.enum(['saved', 'discarded']) });

const scope = 'admin:policy.change';

/** The one draft of the next version of the privacy policy, for programs: people in the console work on the same. */
@Controller('api/admin/policy/draft')
export class AdminPolicyDraftController {
  constructor(private readonly drafts: PolicyDrafts) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:policy.read' },
    {
      name: 'showPolicyDraft',
      summary: 'The draft of the next version, and what keeps it from being published.',
      answer: shown,
    },
  )
  async show(@Req() request: FastifyRequest): Promise<z.output<typeof shown>> {
    const known = await this.drafts.review(staffOf(request));
    return { draft: known && asDraft(known) };
  }

  @Post()
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'savePolicyDraft',
      summary: 'Keeps the draft, finished or not. Nothing of it counts yet.',
      body: draftOrder,
      answer: saved,
      problems: ['draft-changed'],
    },
  )
  async save(
    @Body() order: z.output<typeof draftOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof saved>> {
    const outcome = await this.drafts.save(staffOf(request), typedIn(order), order.revision);
    return answerTo(outcome, 'saved');
  }

  @Post('discard')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'discardPolicyDraft',
      summary: 'Throws the draft away.',
      body: discardOrder,
      answer: saved,
      problems: ['draft-changed'],
    },
  )
  async discard(
    @Body() { revision: seen }: z.output<typeof discardOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof saved>> {
    return answerTo(await this.drafts.discard(staffOf(request), seen), 'discarded');
  }

  @Post('publish')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'publishPolicyDraft',
      summary: 'Publishes the draft as the next version. It cannot be changed any more.',
      body: publishOrder,
      answer: publishedVersion,
      problems: ['draft-changed'],
    },
  )
  async publish(
    @Body() { revision: seen, version }: z.output<typeof publishOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof publishedVersion>> {
    const order = { revision: seen, typedNumber: String(version) };
    const outcome = await this.drafts.publish(staffOf(request), order);
    switch (outcome.kind) {
      case 'published': {
        const { version: number, since, asksAgain } = outcome.version;
        return { version: number, starts_at: since.toISOString(), asks_again: asksAgain };
      }
      case 'refused':
        throw refusal('invalid', { fields: outcome.problems.map(asField) });
      case 'other-number':
      case 'changed':
        throw refusal('draft-changed');
      default:
        return outcome satisfies never;
    }
  }
}

function answerTo(
  { kind }: Saving,
  status: z.output<typeof saved>['status'],
): z.output<typeof saved> {
  if (kind === 'changed') throw refusal('draft-changed');
  return { status };
}
