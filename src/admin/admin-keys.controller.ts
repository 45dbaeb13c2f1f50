import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { KeyDesk } from '../keys/key-desk.ts';
import type { KeyStep } from '../keys/key-desk.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { KeyRetirements } from '../keys/key-retirements.ts';
import { signingAlgorithms } from '../keys/signing-algorithm.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { staffOf } from './order.ts';

const scope = 'admin:keys.change';
const when = z.iso.datetime().nullable();
const key = z.strictObject({
  kid: z.string(),
  alg: z.enum(signingAlgorithms),
  state: z.enum(['next', 'current', 'previous', 'retired']),
  made_at: z.iso.datetime(),
  ready_at: z.iso.datetime().describe('From when on it may sign.'),
  current_at: when.describe('When it began to sign.'),
  replaced_at: when,
  retired_at: when,
  compromised: z.boolean(),
});
const listed = z.strictObject({
  keys: z.array(key).describe('What comes first, what is gone last.'),
});
const stepped = z.strictObject({
  status: z.enum(['done', 'too-early', 'nothing-to-do']),
  kids: z.array(z.string()).describe('The keys that changed.'),
  ready_at: when.describe('When it is not too early any more.'),
});
const asked = z.strictObject({
  kid: z.string(),
  status: z
    .enum(['asked', 'waiting-already', 'already-compromised'])
    .describe('`asked`: a person with the right to has to agree in the console within 15 minutes.'),
});

type Stepped = z.output<typeof stepped>;

const keyId = {
  says: 'The `kid` of the key.',
  unknown: 'key-not-found',
  shape: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
} as const;

/** The keys that sign, for staff: to see them and to change them a step at a time. */
@Controller('api/admin/keys')
export class AdminKeysController {
  constructor(
    private readonly desk: KeyDesk,
    private readonly retirements: KeyRetirements,
  ) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:keys.read' },
    { name: 'listKeys', summary: 'Every key there ever was, and its state.', answer: listed },
  )
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof listed>> {
    return { keys: (await this.desk.list(staffOf(request))).map(asKey) };
  }

  @Post('make-next')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    { name: 'makeNextKeys', summary: 'Publishes the keys that sign next.', answer: stepped },
  )
  async makeNext(@Req() request: FastifyRequest): Promise<Stepped> {
    return asStep(await this.desk.makeNext(staffOf(request)));
  }

  @Post('change-over')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    { name: 'changeOver', summary: 'Lets the next keys sign, when it is time.', answer: stepped },
  )
  async changeOver(@Req() request: FastifyRequest): Promise<Stepped> {
    return asStep(await this.desk.changeOver(staffOf(request)));
  }

  @Post('retire-previous')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'retirePrevious',
      summary: 'Erases replaced keys, when their last token has expired.',
      answer: stepped,
    },
  )
  async retirePrevious(@Req() request: FastifyRequest): Promise<Stepped> {
    return asStep(await this.desk.retirePrevious(staffOf(request)));
  }

  @Post(':key/ask-retirement')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'askRetirement',
      summary: 'Says that a key is in the wrong hands. It is retired when a person agrees.',
      ids: { key: keyId },
      answer: asked,
    },
  )
  async ask(
    @Param('key') kid: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof asked>> {
    const outcome = await this.retirements.ask(staffOf(request), kid);
    if (outcome.kind === 'unknown-key') throw refusal('key-not-found');
    return { kid, status: outcome.kind };
  }
}

function asKey(record: KeyRecord): z.output<typeof key> {
  const { kid, algorithm, state, madeAt, readyAt, compromised } = record;
  return {
    kid,
    alg: algorithm,
    state,
    made_at: madeAt.toISOString(),
    ready_at: readyAt.toISOString(),
    current_at: record.currentAt?.toISOString() ?? null,
    replaced_at: record.replacedAt?.toISOString() ?? null,
    retired_at: record.retiredAt?.toISOString() ?? null,
    compromised,
  };
}

function asStep(outcome: KeyStep): Stepped {
  const kids = outcome.kind === 'done' ? [...outcome.kids] : [];
  const readyAt = outcome.kind === 'too-early' ? outcome.readyAt.toISOString() : null;
  return { status: outcome.kind, kids, ready_at: readyAt };
}
