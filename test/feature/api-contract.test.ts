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
import { newId } from '../../src/kernel/ids.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { version } from '../../src/kernel/version.ts';
import { Access } from '../../src/platform/http/access.ts';
import { Contracts, installContracts } from '../../src/platform/http/contracts.ts';
import { monthAfter, monthOf } from '../../src/statistics/month.ts';
import { ApiCaller, apiScopes } from '../support/api.ts';
import {
  blockFor,
  blockKnownAccount,
  bodies,
  newDraft,
  openFor,
  planFor,
  useUpRevocations,
  wrongBodies,
} from '../support/api-cases.ts';
import { appBodies } from '../support/app-cases.ts';
import { CityService } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { makeCode } from '../support/help-desk.ts';
import { Resident } from '../support/resident.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

interface Documented {
  operationId: string;
  security: { app: string[] }[];
  requestBody?: object;
  responses: Record<string, { content?: Record<string, unknown> }>;
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
/** An app that nobody signs in to, so that it can be paused. */
let lanes: CityService;
let ids: Record<string, string>;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '10', FEED_PER_SECOND: '10' });
  caller = await ApiCaller.open(service);
  parks = await CityService.register(service);
  lanes = await CityService.register(service);
  ids = await somebody();
});
afterAll(async () => {
  caller.app.close();
  parks.close();
  lanes.close();
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
  const [key] = (await service.running.app.get(SigningKeys).jwks()).keys;
  const [also] = await service.database.query<{ entry: string; version: string }>(
    `select min(id)::text as entry,
       (select max(version) + 1 from civic.policy_version)::text as version
     from civic.ledger_entry`,
  );
  const code = await makeCode(resident);
  const named = { link, app: lanes.id, key: key?.kid ?? '', provider: 'google', code, ...also };
  return { ...named, month: monthAfter(monthOf(new Date(), 'UTC'), -1), ...rows[0] };
}

const nobody = '6f1c1f0e-0000-4000-8000-000000000000';
const filled = (path: string, id?: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => id ?? ids[name] ?? '');

interface Sent {
  key?: string;
  query?: string;
  body?: string;
  type?: string;
  token?: string;
  id?: string;
}

/** What apps do with a stream of their own. */
const ofStreams = /^\/feed\/(streams|status|verify|poll)$/;

/** Gives the caller a new stream, or none where it is about to make one, or shall not have one. */
async function newStream({ path, operation }: Promised, isThere = true): Promise<void> {
  if (!ofStreams.test(path)) return;
  await service.database.query('delete from civic.event_stream');
  if (!isThere || operation.operationId === 'createStream') return;
  await caller.post('/feed/streams', {});
}

/** A body that can be done; some differ each time. */
function usualBody({ operationId }: Promised['operation']): string {
  const named: Readonly<Record<string, object>> = {
    openWithCode: { code: ids.code },
    replayDeliveries: { app: ids.app },
    publishPolicyDraft: { revision: 1, version: Number(ids.version) },
  };
  const made = appBodies[operationId]?.() ?? named[operationId];
  return JSON.stringify(made ?? bodies[operationId] ?? { reason: 'security' });
}

function send({ method, path, operation }: Promised, sent: Sent = {}): Promise<Answer> {
  const { type = 'application/json', token = caller.token } = sent;
  const body = operation.requestBody ? (sent.body ?? usualBody(operation)) : undefined;
  return caller.app.call(filled(path, sent.id) + (sent.query ?? ''), {
    method: method.toUpperCase(),
    body,
    headers: {
      ...(body !== undefined && { 'content-type': type }),
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(sent.key && { 'idempotency-key': sent.key }),
    },
  });
}

/** A body that is understood and cannot be done, where there is one. */
function wrongly({ operation: { operationId } }: Promised): Sent {
  const body = wrongBodies[operationId];
  return body ? { body: JSON.stringify(body) } : {};
}

/** Does what the operation is for, with a token for it alone. */
async function rightly(promised: Promised): Promise<Answer> {
  ids = await somebody();
  const { operationId } = promised.operation;
  if (promised.path.includes('{plan}')) ids.plan = await planFor(service, caller, operationId);
  if (promised.path.includes('/policy/draft')) await newDraft(service, operationId);
  if (operationId === 'unmaskUserId') await openFor(service, caller, ids.resident ?? '');
  if (promised.path.includes('{block}')) ids.block = await blockFor(service, ids.link ?? '');
  if (operationId === 'findBlock') await blockKnownAccount(service);
  await newStream(promised);
  return send(promised, { token: await narrowToken(promised) });
}

/** Operations that look in the body for what they are about. */
const askedInBody = ['replayDeliveries', 'switchProvider', 'openWithCode', 'findBlock'];

/** Of nobody; of a link that is not there, where more is needed to come that far. */
async function missing(promised: Promised): Promise<Answer> {
  const { operationId } = promised.operation;
  const body = askedInBody.includes(operationId) ? wrongly(promised) : {};
  await newStream(promised, false);
  if (operationId === 'readStream') return send(promised, { query: `?stream_id=${nobody}` });
  if (operationId !== 'unmaskUserId') return send(promised, { id: nobody, ...body });
  ids = { ...(await somebody()), link: nobody };
  await openFor(service, caller, ids.resident ?? '');
  return send(promised);
}

async function blocking(table: string): Promise<pg.Client> {
  const blocker = new pg.Client({ connectionString: service.database.adminUrl });
  await blocker.connect();
  await blocker.query(`begin; lock table ${table} in access exclusive mode`);
  return blocker;
}

const isAboutAPlan = ({ path }: Promised): boolean => path.includes('{plan}');

/** What cannot be done to a plan that has been stopped. */
async function tooLate(promised: Promised): Promise<Answer> {
  ids = await somebody();
  ids.plan = await planFor(service, caller, promised.operation.operationId);
  await service.database.query(
    `update civic.bulk_plan set state = 'stopped', ended_at = civic.now() where id = $1`,
    [ids.plan],
  );
  return send(promised, wrongly(promised));
}

/** Operations whose answers are not kept. */
const forgetful = [
  'exportAuditEntries',
  'findBlock',
  'openRecord',
  'openWithCode',
  'searchResidents',
  'unmaskUserId',
];

/** The same request once more while the first one cannot go on. */
async function besideItself(promised: Promised, wanted: number, query = ''): Promise<Answer> {
  ids = await somebody();
  await openFor(service, caller, ids.resident ?? '');
  const blocker = await blocking('civic.ledger_entry');
  const key = newId();
  const answers = await Promise.all([send(promised, { key }), send(promised, { key, query })]);
  await blocker.end();
  return answers.find(({ status }) => status === wanted) ?? answers[0]!;
}

const isForgetful = ({ operation: { operationId } }: Promised): boolean =>
  forgetful.includes(operationId);

/** A request that must wait for something else, or for itself. */
function conflicting(promised: Promised): Promise<Answer> {
  if (isAboutAPlan(promised)) return tooLate(promised);
  return isForgetful(promised) ? besideItself(promised, 409) : twiceAtOnce(promised);
}

/** The same request once more while the first is being answered, which it is again as far as the table says. */
async function twiceAtOnce(promised: Promised): Promise<Answer> {
  const key = newId();
  const body = promised.operation.requestBody ? usualBody(promised.operation) : undefined;
  await send(promised, { key, ...(body && { body }) });
  await service.database.query(
    'update civic.idempotent_answer set status = null, sealed_answer = null',
  );
  return send(promised, { key, ...(body && { body }) });
}

/** A token of the caller's that allows what the document says an operation needs, and no more. */
async function narrowToken({ operation }: Promised): Promise<string> {
  const scope = operation.security.flatMap(({ app }) => app).join(' ');
  const { json } = await caller.app.token({ grant_type: 'client_credentials', scope });
  return String(json.access_token);
}

/** What cannot be right where fields that are not known do no harm. */
const invalid: Readonly<Record<string, string>> = {
  createStream: '{"description":1}',
  updateStream: '{"description":1}',
  replaceStream: '{"description":1}',
  verifyStream: '{"state":1}',
  pollEvents: '{"maxEvents":"all"}',
};

/** How to get every kind of answer out of any operation. */
const ways: Record<string, (promised: Promised) => Promise<Answer>> = {
  200: rightly,
  201: rightly,
  204: rightly,
  202: async (promised) => {
    ids = await somebody();
    const busy = await ApiCaller.open(service);
    await useUpRevocations(service, busy);
    return send(promised, { token: busy.token });
  },
  400: (promised) =>
    send(promised, promised.operation.requestBody ? { body: '{"reason":' } : { key: 'short' }),
  401: (promised) => send(promised, { token: 'x' }),
  403: async (promised) => {
    const wanted = promised.operation.security.flatMap(({ app }) => app);
    const other = await ApiCaller.open(
      service,
      apiScopes.filter((scope) => !wanted.includes(scope)),
    );
    return send(promised, { token: other.token });
  },
  404: missing,
  409: conflicting,
  413: (promised) => send(promised, { body: JSON.stringify({ reason: 'x'.repeat(70_000) }) }),
  415: (promised) => send(promised, { type: 'text/csv' }),
  422: async (promised) => {
    if (promised.method === 'get') return send(promised, { query: '?unknown=1' });
    const body = invalid[promised.operation.operationId] ?? '{"reason":"because","unknown":1}';
    if (promised.operation.requestBody) return send(promised, { body });
    if (isForgetful(promised)) return besideItself(promised, 422, '?other=1');
    const key = newId();
    await send(promised, { key });
    return send(promised, { key, query: '?other=1' });
  },
  429: async (promised) => {
    const { token } = await ApiCaller.open(service);
    // What is refused for its type takes no time; what reads takes some, so that on a busy machine they come within seconds.
    const sent = { token, id: nobody, type: 'text/csv' };
    const answers = await Promise.all(Array.from({ length: 80 }, () => send(promised, sent)));
    return answers.find(({ status }) => status === 429) ?? answers[0]!;
  },
  '5XX': async (promised) => {
    const blocker = await blocking('civic.coverage');
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
  if (!response.content) return answer.text === '' ? [] : [`${status} has a body`];
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

  test('names every route under /api and /feed, and the scopes and the release as they are', () => {
    const served = routesOf(service)
      .filter(({ path, method }) => /^\/(api|feed)\//.test(path) && method !== 'HEAD')
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
