import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdminModule } from '../../src/admin/admin.module.ts';
import { FeedModule } from '../../src/feed/feed.module.ts';
import { apiDocument } from '../../src/platform/http/api-document.ts';
import { ApiDocumentController } from '../../src/platform/http/api-document.controller.ts';
import { Contracts, installContracts } from '../../src/platform/http/contracts.ts';

/** The address in the file; a running service names its own. */
export const exampleIssuer = 'https://link.example.gov';

type Controller = Type<unknown>;

/** The document of the API as text, from the controllers alone: nothing they work with is there. */
export async function apiDocumentText(): Promise<string> {
  const contracts = new Contracts();
  const controllers = [AdminModule, FeedModule].flatMap(controllersOf);
  const module = onlyRoutes([ApiDocumentController, ...controllers]);
  const options = { logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter(),
    options,
  );
  installContracts(app.getHttpAdapter().getInstance(), contracts);
  await app.init();
  await app.close();
  return `${JSON.stringify(apiDocument(contracts.operations, exampleIssuer), null, 2)}\n`;
}

function onlyRoutes(controllers: Controller[]): Controller {
  const needed = controllers.flatMap((each) => metadata<Controller>('design:paramtypes', each));
  const providers = needed.map((provide) => ({ provide, useValue: {} }));
  class Routes {}
  Module({ controllers, providers })(Routes);
  return Routes;
}

function controllersOf(module: Controller): Controller[] {
  return metadata<Controller>('controllers', module);
}

function metadata<Value>(key: string, of: object): Value[] {
  return (Reflect.getMetadata(key, of) ?? []) as Value[];
}
