import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { RecordOrders } from '../support/record-orders.ts';
import { RecordSearch } from '../support/record-search.ts';
import { SupportAccess } from '../support/support-access.ts';
import { staffOf } from './order.ts';
import {
  asFinding,
  asRecord,
  codeOrder,
  openedRecord,
  openOrder,
  searchAnswer,
  searchOrder,
  unmaskedId,
} from './record-contracts.ts';

const scope = 'admin:records.read';
const resident = { says: 'The resident.', unknown: 'resident-not-found' } as const;
const link = { says: 'The link.', unknown: 'link-not-found' } as const;

/**
 * Finding residents and opening their records, for programs that staff work with. Residents read of each opening as if a
 * person had done it at the console. No answer is kept: a record may be erased the next moment.
 */
@Controller('api/admin/residents')
export class AdminRecordsController {
  constructor(
    private readonly access: SupportAccess,
    private readonly orders: RecordOrders,
    private readonly search: RecordSearch,
  ) {}

  @Post('search')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'searchResidents',
      summary: 'Finds residents by what staff have in hand. Who is found reads of it.',
      body: searchOrder,
      answer: searchAnswer,
      forgetsAnswer: true,
    },
  )
  async find(
    @Body() { text, purpose }: z.output<typeof searchOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof searchAnswer>> {
    return asFinding(await this.search.find(staffOf(request), { text, lookedFor: purpose }));
  }

  @Post('open-with-code')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'openWithCode',
      summary: 'Opens the record of whoever made the code for the help desk.',
      body: codeOrder,
      answer: openedRecord,
      problems: ['code-not-found'],
      forgetsAnswer: true,
    },
  )
  async openWithCode(
    @Body() { code }: z.output<typeof codeOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof openedRecord>> {
    const opening = await this.access.openWithCode(staffOf(request), code);
    if (opening.kind === 'refused') throw refusal('code-not-found');
    return asRecord(opening.record);
  }

  @Post(':resident/open')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'openRecord',
      summary: 'Opens a record for a purpose, which the resident reads.',
      ids: { resident },
      body: openOrder,
      answer: openedRecord,
      forgetsAnswer: true,
    },
  )
  async open(
    @Param('resident') id: string,
    @Body() { purpose }: z.output<typeof openOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof openedRecord>> {
    const opening = await this.access.openForPurpose(staffOf(request), id, purpose);
    if (opening.kind === 'refused') throw refusal('resident-not-found');
    return asRecord(opening.record);
  }

  /** As at the console: only of a record that the caller has open. */
  @Post(':resident/links/:link/unmask')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:records.unmask' },
    {
      name: 'unmaskUserId',
      summary: 'Shows the whole user ID of a linked account, of a record that this app has open.',
      ids: { resident, link },
      answer: unmaskedId,
      problems: ['record-not-open'],
      forgetsAnswer: true,
    },
  )
  async unmask(
    @Param('resident') id: string,
    @Param('link') linkId: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof unmaskedId>> {
    const seen = await this.orders.unmask(staffOf(request), id, linkId);
    switch (seen.kind) {
      case 'unmasked':
        return { link: linkId, provider: seen.provider, user_id: seen.userId };
      case 'not-open':
        throw refusal('record-not-open');
      case 'no-such-link':
        throw refusal('link-not-found');
      default:
        return seen satisfies never;
    }
  }
}
