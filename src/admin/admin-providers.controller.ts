import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LinkCounts } from '../links/link-counts.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { providerModes, ProviderStates } from '../providers/provider-states.ts';
import type { ProviderState } from '../providers/provider-states.ts';
import { ProviderTrials } from '../providers/provider-trials.ts';
import { providerTrials } from '../providers/provider.ts';
import { noFigure, ProviderFigures } from '../statistics/provider-figures.ts';
import { staffOf } from './order.ts';
import { nameIn } from '../words/words.ts';

const mode = z
  .enum(providerModes)
  .describe('`link-only`: accounts can be linked, but not used to sign in.');
const provider = z.strictObject({
  provider: z.string(),
  name: z.string(),
  mode,
  changed_at: z.iso.datetime().nullable(),
  client_id_tail: z.string().describe('The end of what the service is registered as there.'),
});
const listed = z.strictObject({ providers: z.array(provider) });
const seen = provider.extend({
  tries: z.int().describe('Trips that came back in the last 24 hours.'),
  failed: z.int().describe('Those of them that failed. Who said no at the provider did not fail.'),
  worked_in_hour: z.iso
    .datetime()
    .nullable()
    .describe(
      'The beginning of the hour in which a sign-in last worked; null without one in 7 days.',
    ),
  only_way_in: z
    .int()
    .nullable()
    .describe(
      'Residents who can sign in with this provider and nothing else; null when they could not be counted now.',
    ),
});
const tested = z.strictObject({
  provider: z.string(),
  outcome: z
    .enum(providerTrials)
    .describe(
      '`unexpected`: it answers, but does not know the service, or does not work as it should.',
    ),
  at: z.iso.datetime(),
});
const order = z.strictObject({ provider: z.string().max(40), mode });
const switched = z.strictObject({
  provider: z.string(),
  mode,
  status: z.enum(['switched', 'unchanged']),
});

const providerId = {
  says: 'The code of the provider, such as `google`.',
  unknown: 'provider-not-found',
  shape: z.string().regex(/^[a-z0-9-]{1,40}$/),
} as const;

/** Which providers residents can use now and how they do, for staff: to see it, to try them, and to switch them. */
@Controller('api/admin/providers')
export class AdminProvidersController {
  constructor(
    private readonly counts: LinkCounts,
    private readonly figures: ProviderFigures,
    private readonly states: ProviderStates,
    private readonly trials: ProviderTrials,
  ) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:providers.read' },
    { name: 'listProviders', summary: 'Which providers residents can use now.', answer: listed },
  )
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof listed>> {
    return { providers: (await this.states.list(staffOf(request))).map(asProvider) };
  }

  @Get(':provider/figures')
  @ApiRoute(
    { kind: 'app', scope: 'admin:providers.read' },
    {
      name: 'getProviderFigures',
      summary: 'How one provider does, and whom switching it off would keep out.',
      ids: { provider: providerId },
      answer: seen,
    },
  )
  async find(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof seen>> {
    const staff = staffOf(request);
    const state = await this.states.find(staff, id);
    if (state === null) throw refusal('provider-not-found');
    const { tries, failed, workedHour } = (await this.figures.lately(staff)).get(id) ?? noFigure;
    return {
      ...asProvider(state),
      tries,
      failed,
      worked_in_hour: workedHour?.toISOString() ?? null,
      only_way_in: await this.counts.dependents(staff, id),
    };
  }

  @Post(':provider/test')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:providers.read' },
    {
      name: 'testProvider',
      summary: 'Asks a provider what a made-up code is worth: whether it answers and knows us.',
      ids: { provider: providerId },
      answer: tested,
    },
  )
  async test(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof tested>> {
    const result = await this.trials.run(staffOf(request), id);
    if (result === null) throw refusal('provider-not-found');
    return { provider: id, outcome: result.outcome, at: result.at.toISOString() };
  }

  /** Switches a provider. When the answer is back, nobody signs in through one that is off. */
  @Post('switch')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:providers.change' },
    {
      name: 'switchProvider',
      summary: 'Switches a provider off or on; off, what was signed in through it is dead at once.',
      body: order,
      answer: switched,
      problems: ['provider-not-found'],
    },
  )
  async switch(
    @Body() { provider: id, mode: next }: z.output<typeof order>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof switched>> {
    const outcome = await this.states.change(staffOf(request), id, next);
    if (outcome.kind === 'no-such-provider') throw refusal('provider-not-found');
    return { provider: id, mode: next, status: outcome.kind };
  }
}

function asProvider({
  provider: { id, label },
  mode: now,
  changedAt,
  clientTail,
}: ProviderState): z.output<typeof provider> {
  return {
    provider: id,
    name: nameIn('en', label),
    mode: now,
    changed_at: changedAt?.toISOString() ?? null,
    client_id_tail: clientTail,
  };
}
