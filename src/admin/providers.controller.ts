import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { LinkCounts } from '../links/link-counts.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { providerModes, ProviderStates } from '../providers/provider-states.ts';
import type { ProviderMode, ProviderState } from '../providers/provider-states.ts';
import { ProviderTrials } from '../providers/provider-trials.ts';
import { SignalTrials } from '../signals/trials.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { ProviderFigures } from '../statistics/provider-figures.ts';
import { ProviderPage, ProviderPausePage } from './pages/providers/provider-page.tsx';
import { ProviderTestPage } from './pages/providers/provider-test-page.tsx';
import { ProvidersPage } from './pages/providers/providers-page.tsx';
import type { Switched } from './pages/providers/providers-page.tsx';
import { fieldIn } from './staff-form.ts';

/** The providers: how they do, trying one out, and switching one. */
@Controller('staff/providers')
export class ProvidersController {
  constructor(
    private readonly counts: LinkCounts,
    private readonly figures: ProviderFigures,
    private readonly pages: PageAnswers,
    private readonly signals: SignalTrials,
    private readonly states: ProviderStates,
    private readonly trials: ProviderTrials,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'provider.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const states = await this.states.list(by);
    const page = ProvidersPage({
      frame: { ...this.pages.frame(request), path: '/staff/providers' },
      states,
      figures: await this.figures.lately(by),
      signals: await this.signals.all(),
      canChange: may(by, 'provider.change'),
      done: doneIn(request, states),
    });
    return this.pages.send(reply, page);
  }

  /** The page answers directly: asked again a moment later, it says the same. */
  @Post(':provider/test')
  @Access({ kind: 'staff', action: 'provider.see' }, 'page')
  async test(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { provider } = await this.find(request, id);
    const result = await this.trials.run(staffMemberOf(request), id);
    if (result === null) throw noSuchProvider();
    const frame = { ...this.pages.frame(request), path: '/staff/providers' };
    return this.pages.send(reply, ProviderTestPage({ frame, provider, result }));
  }

  @Get(':provider/pause')
  @Access({ kind: 'staff', action: 'provider.change' }, 'page')
  async askPause(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const state = await this.find(request, id);
    const dependents = await this.counts.dependents(staffMemberOf(request), id);
    const frame = this.pages.frame(request);
    return this.pages.send(reply, ProviderPausePage({ frame, state, dependents }));
  }

  @Get(':provider/change')
  @Access({ kind: 'staff', action: 'provider.change' }, 'page')
  async askChange(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.showChange(request, reply, id);
  }

  @Post(':provider/change')
  @Access({ kind: 'staff', action: 'provider.change' }, 'page')
  async change(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const mode = modeIn(request.body);
    if (mode === null) return this.showChange(request, reply, id);
    const outcome = await this.states.change(staffMemberOf(request), id, mode);
    switch (outcome.kind) {
      // Whoever pressed twice reads the same as whoever pressed once.
      case 'switched':
      case 'unchanged':
        return this.pages.goTo(request, reply, `/staff/providers?provider=${id}&done=${mode}`);
      case 'no-such-provider':
        throw noSuchProvider();
      default:
        return outcome satisfies never;
    }
  }

  private async showChange(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const state = await this.find(request, id);
    const isMissing = request.method === 'POST';
    const page = ProviderPage({
      frame: this.pages.frame(request),
      state,
      dependents: await this.counts.dependents(by, id),
      canPlan: may(by, 'bulk.preview'),
      isMissing,
    });
    return this.pages.send(reply, page, { status: isMissing ? 422 : 200 });
  }

  private async find(request: FastifyRequest, id: string): Promise<ProviderState> {
    const state = await this.states.find(staffMemberOf(request), id);
    if (state === null) throw noSuchProvider();
    return state;
  }
}

function modeIn(sent: unknown): ProviderMode | null {
  return providerModes.find((mode) => mode === fieldIn(sent, 'mode')) ?? null;
}

/** What was just done, as the address says and as long as it is so. */
function doneIn({ query }: FastifyRequest, states: readonly ProviderState[]): Switched | undefined {
  const state = states.find(({ provider }) => provider.id === fieldIn(query, 'provider'));
  if (state === undefined || state.mode !== fieldIn(query, 'done')) return undefined;
  return { provider: state.provider.label, mode: state.mode };
}

function noSuchProvider(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such provider.' });
}
