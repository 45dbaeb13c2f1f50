import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import pg from 'pg';
import { exampleIssuer } from '../../dev/docs/api-document.ts';
import { version } from '../../src/kernel/version.ts';
import { Access } from '../../src/platform/http/access.ts';
import { Contracts, installContracts } from '../../src/platform/http/contracts.ts';
import { ApiCaller, apiScopes } from '../support/api.ts';
import { CityService } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

interface Documented {
  operationId: string;
  security: { app: string[] }[];
  requestBody?: object;
  responses: Record<string, { content: Record<string, unknown> }>;
}
interface Document {
  info: { version: string };
  paths: Record<string, Record<string, Documented>>;
  components: { securitySchemes: { app: { flows: { clientCredentials: { scopes: object } } } } };
}

const file = readFileSync('docs/openapi.json', 'utf8');
const document = JSON.parse(file) as Document;

/** Every operation of the document with every status it names. */
const promises = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    Object.keys(operation.responses).map((status) => ({ method, path, status, operation })),
  ),
);
type Promised = (typeof promises)[number];

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'document');

let service: TestService;
let caller: ApiCaller;
let parks: CityService;
let ids: Record<string, string>;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '30' });
  caller = await ApiCaller.open(service);
  parks = await CityService.register(service);
  ids = await somebody();
});
afterAll(async () => {
  caller.app.close();
  parks.close();
  await service.stop();
});

/** A resident with a link and a grant, for answers that end them. */
async function somebody(): Promise<Record<string, string>> {
  const resident = new Resident(service);
  const page = await resident.link('google', { person: newPerson(service) });
  await parks.connect(resident);
  const link = page.url.pathname.split('/').at(-1) ?? '';
  const rows = await service.database.query<{ resident: string; grant: string }>(
    `select g.resident_id as resident, g.id as grant from civic.app_grant g
     join civic.link l on l.resident_id = g.resident_id where l.id = $1`,
    [link],
  );
  return { link, ...rows[0] };
}

const nobody = '6f1c1f0e-0000-4000-8000-000000000000';
const filled = (path: string, id?: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => id ?? ids[name] ?? '');

interface Sent {
  body?: string;
  type?: string;
  token?: string;
  id?: string;
}

function send({ method, path, operation }: Promised, sent: Sent = {}): Promise<Answer> {
  const { type = 'application/json', token = caller.token } = sent;
  const body = operation.requestBody ? (sent.body ?? '{"reason":"security"}') : undefined;
  return caller.app.call(filled(path, sent.id), {
    method: method.toUpperCase(),
    body,
    headers: {
      ...(body !== undefined && { 'content-type': type }),
      ...(token !== '' && { authorization: `Bearer ${token}` }),
    },
  });
}

/** How to get every kind of answer out of any operation. */
const ways: Record<string, (promised: Promised) => Promise<Answer>> = {
  200: async (promised) => {
    ids = await somebody();
    return send(promised);
  },
  400: (promised) => send(promised, { body: '{"reason":' }),
  401: (promised) => send(promised, { token: 'x' }),
  403: async (promised) => {
    const wanted = promised.operation.security.flatMap(({ app }) => app);
    const other = await ApiCaller.open(
      service,
      apiScopes.filter((scope) => !wanted.includes(scope)),
    );
    return send(promised, { token: other.token });
  },
  404: (promised) => send(promised, { id: nobody }),
  413: (promised) => send(promised, { body: JSON.stringify({ reason: 'x'.repeat(70_000) }) }),
  415: (promised) => send(promised, { type: 'text/csv' }),
  422: (promised) => send(promised, { body: '{"reason":"because"}' }),
  429: async (promised) => {
    const { token } = await ApiCaller.open(service);
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => send(promised, { token, id: nobody })),
    );
    return answers.find(({ status }) => status === 429) ?? answers[0]!;
  },
  '5XX': async (promised) => {
    const blocker = new pg.Client({ connectionString: service.database.adminUrl });
    await blocker.connect();
    await blocker.query('begin; lock table civic.coverage in access exclusive mode');
    const answer = await send(promised);
    await blocker.end();
    return answer;
  },
};

/** What the answer breaks of what the document says, or nothing. */
function broken({ method, path, operation }: Promised, answer: Answer): string[] {
  const status = answer.status >= 500 ? '5XX' : String(answer.status);
  const response = operation.responses[status];
  if (!response) return [`status ${answer.status} is not documented`];
  const [type = ''] = String(answer.headers['content-type']).split(';');
  if (!response.content[type]) return [`${type} is not documented for ${status}`];
  const pointer = ['paths', path, method, 'responses', status, 'content', type, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = ajv.getSchema(`document#/${pointer}`);
  if (!validate) return [`no schema at ${pointer}`];
  return validate(answer.json) ? [] : [ajv.errorsText(validate.errors)];
}

describe('the document', () => {
  test('in docs is the one the service gives; run `npm run docs` when it is not', async () => {
    const answer = await caller.app.call('/api/openapi.json', { method: 'GET' });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
    });
    const written = file.replaceAll(exampleIssuer, service.url);
    expect(answer.json).toEqual(JSON.parse(written));
  });

  test('is OpenAPI 3.1 to the letter', async () => {
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  });

  test('names every route under /api, and the scopes and the release as they are', () => {
    const served = routesOf(service)
      .filter(({ path, method }) => path.startsWith('/api/') && method !== 'HEAD')
      .map(({ path, method }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = promises.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...new Set(described)].toSorted()).toEqual(served.toSorted());
    const { scopes } = document.components.securitySchemes.app.flows.clientCredentials;
    expect(Object.keys(scopes).toSorted()).toEqual(apiScopes.toSorted());
    const release = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect([document.info.version, version]).toEqual([release.version, release.version]);
  });
});

describe('the running service answers as documented', () => {
  test.each(promises.map((promised) => [nameOf(promised), promised] as const))(
    '%s',
    async (_name, promised) => {
      const answer = await ways[promised.status]?.(promised);
      if (!answer) throw new Error('Nobody knows how to get this answer.');
      expect(answer.status >= 500 ? '5XX' : String(answer.status)).toBe(promised.status);
      expect(broken(promised, answer)).toEqual([]);
    },
  );

  test('and an answer that is not documented would be seen', () => {
    const promised = promises.find(({ operation }) => operation.operationId === 'listApps')!;
    const answer = { status: 200, headers: { 'content-type': 'application/json' }, text: '' };
    expect(broken(promised, { ...answer, json: { apps: [] } })).toEqual([]);
    expect(broken(promised, { ...answer, json: { apps: [], extra: 1 } })).not.toEqual([]);
    expect(broken(promised, { ...answer, status: 418, json: {} })).not.toEqual([]);
  });
});

describe('a route of the API that does not say what it promises', () => {
  @Controller('api')
  class Careless {
    @Get('forgotten')
    @Access({ kind: 'public' }, 'api')
    forgotten(): string {
      return 'anything';
    }
  }
  @Module({ controllers: [Careless] })
  class CarelessModule {}

  test('keeps the service from starting', async () => {
    const options = { logger: false, abortOnError: false } as const;
    const adapter = new FastifyAdapter();
    const app = await NestFactory.create<NestFastifyApplication>(CarelessModule, adapter, options);
    installContracts(app.getHttpAdapter().getInstance(), new Contracts());
    await expect(app.init()).rejects.toThrow(
      'Route GET /api/forgotten does not declare what it promises.',
    );
    await app.close();
  });
});

function nameOf({ method, path, status }: Promised): string {
  return `${method.toUpperCase()} ${path}: ${status}`;
}
