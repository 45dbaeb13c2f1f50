import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AuditExports } from '../audit/audit-exports.ts';
import type { ExportPlace } from '../audit/audit-exports.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { ChainChecks } from '../audit/chain-checks.ts';
import { SealState } from '../audit/seal-state.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { cursorOf, placeAt } from '../platform/http/paging.ts';
import {
  asChain,
  asEntry,
  asPart,
  asFound,
  chain,
  entries,
  entriesQuery,
  entry,
  exported,
  exportOrder,
  exportPlace,
  filtersOf,
  verified,
} from './audit-contracts.ts';
import { staffOf } from './order.ts';

const scope = 'admin:audit.read';
const entryId = z.string().regex(/^\d{1,18}$/);
const place = z.tuple([entryId]);

/** The ledger, for programs of auditors: to read it, to take it away, and to have it verified. */
@Controller('api/admin/audit')
export class AdminAuditController {
  constructor(
    private readonly checks: ChainChecks,
    private readonly copies: AuditExports,
    private readonly log: AuditLog,
    private readonly seals: SealState,
  ) {}

  @Get('entries')
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'listAuditEntries',
      summary: 'Entries of the ledger, newest first. Without filters: of the last 24 hours.',
      query: entriesQuery,
      answer: entries,
    },
  )
  async list(
    @Query() { cursor, limit, ...asked }: z.output<typeof entriesQuery>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof entries>> {
    const [older] = placeAt(cursor, place) ?? [null];
    const page = await this.log.page(staffOf(request), filtersOf(asked), older);
    const rows = page.entries.slice(0, limit);
    const last = rows.at(-1);
    const isLast = page.older === null && rows.length === page.entries.length;
    const next = isLast || last === undefined ? null : cursorOf([last.id]);
    return { rows: rows.map(asEntry), next_cursor: next };
  }

  @Get('entries/:entry')
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'getAuditEntry',
      summary: 'One entry of the ledger.',
      ids: { entry: { says: 'The id of the entry.', unknown: 'entry-not-found', shape: entryId } },
      answer: entry,
    },
  )
  async find(
    @Param('entry') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof entry>> {
    const found = await this.log.find(staffOf(request), id);
    if (found === null) throw refusal('entry-not-found');
    return asEntry(found);
  }

  /** Each part is an entry of its own, since each could be the only one that was taken. */
  @Post('exports')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:audit.export' },
    {
      name: 'exportAuditEntries',
      summary: 'A part of a copy of sealed entries. Without filters it is the whole chain.',
      body: exportOrder,
      answer: exported,
      forgetsAnswer: true,
    },
  )
  async export(
    @Body() { cursor, format: form, ...asked }: z.output<typeof exportOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof exported>> {
    const from = asPlace(placeAt(cursor, exportPlace));
    const order = { filters: filtersOf(asked), form };
    return asPart(await this.copies.part(staffOf(request), order, from));
  }

  @Get('chain')
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'readAuditChain',
      summary: 'How far the ledger is sealed, and the newest checkpoint of it.',
      answer: chain,
    },
  )
  async state(@Req() request: FastifyRequest): Promise<z.output<typeof chain>> {
    return asChain(await this.seals.now(staffOf(request)));
  }

  @Post('chain/verify')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'verifyAuditChain',
      summary: 'Verifies the whole ledger where it lies. The ledger notes what was found.',
      answer: verified,
    },
  )
  async verify(@Req() request: FastifyRequest): Promise<z.output<typeof verified>> {
    return asFound(await this.checks.check(staffOf(request)));
  }
}

function asPlace(place: z.output<typeof exportPlace> | null): ExportPlace | null {
  if (place === null) return null;
  const [id, seq, last] = place;
  return { id, seq, last };
}
