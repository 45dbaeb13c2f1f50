import { Controller, Get, Header } from '@nestjs/common';
import type { z } from 'zod';
import { Config } from '../../config/config.ts';
import { apiDocument, openApi } from './api-document.ts';
import { ApiRoute } from './contract.ts';
import { Contracts } from './contracts.ts';

/** The document that describes the API, made of what its routes promise, for everybody on every origin. */
@Controller('api')
export class ApiDocumentController {
  private document: z.output<typeof openApi> | undefined;

  constructor(
    private readonly config: Config,
    private readonly contracts: Contracts,
  ) {}

  @Get('openapi.json')
  @Header('cache-control', 'public, max-age=300')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  @ApiRoute({ kind: 'public' }, { name: 'describeApi', summary: 'This document.', answer: openApi })
  async describe(): Promise<z.output<typeof openApi>> {
    this.document ??= apiDocument(this.contracts.operations, this.config.issuer);
    return this.document;
  }
}
