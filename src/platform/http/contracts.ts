import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { z } from 'zod';
import { isId } from '../../kernel/ids.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import type { ServiceErrorParts } from '../../kernel/service-error.ts';
import type { Access } from './access.ts';
import type { Contract } from './contract.ts';
import { invalidFields } from './api/invalid-fields.ts';
import { problems } from './problems.ts';
import type { ProblemCode } from './problems.ts';

/** A route of the API as it is registered. */
export interface Operation {
  method: string;
  /** As the router has it, for instance `/api/admin/links/:link/revoke`. */
  path: string;
  access: Access;
  contract: Contract;
}

/** Every route of the API with its contract, as the server registers them. */
@Injectable()
export class Contracts {
  private readonly known: Operation[] = [];

  /** In the order of their addresses. */
  get operations(): readonly Operation[] {
    return this.known.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** Refuses a route of the API that does not say what it promises. HEAD promises what GET does. */
  note({ method, url, config }: RouteOptions): void {
    if (config?.surface !== 'api' || method === 'HEAD') return;
    const { access, contract } = config;
    if (!access || !contract) {
      throw new Error(`Route ${String(method)} ${url} does not declare what it promises.`);
    }
    this.known.push({ method: String(method), path: url, access, contract });
  }
}

/** Holds requests against the contract of their route before the handler sees them. */
export function installContracts(server: FastifyInstance, contracts: Contracts): void {
  server.addHook('onRoute', (route) => contracts.note(route));
  server.addHook('preHandler', async (request) => {
    const { contract } = request.routeOptions.config;
    if (contract) check(request, contract);
  });
}

function check(request: FastifyRequest, { ids = {}, query, body }: Contract): void {
  const params = request.params as Readonly<Record<string, unknown>>;
  const stranger = Object.entries(ids).find(([name, { shape }]) => !fits(params[name], shape));
  if (stranger) throw refusal(stranger[1].unknown);
  if (query) request.query = readAs(query, request.query);
  if (!body) return;
  if (!isJson(request)) throw refusal('wrong-content-type');
  request.body = readAs(body, request.body);
}

function readAs(shape: z.ZodObject, sent: unknown): unknown {
  const read = shape.safeParse(sent);
  if (!read.success) throw refusal('invalid', { fields: invalidFields(read.error) });
  return read.data;
}

function fits(id: unknown, shape: z.ZodType | undefined): boolean {
  return shape === undefined ? isId(id) : shape.safeParse(id).success;
}

/** Forms are read elsewhere in the service, so their parser is there; the API reads JSON only. */
function isJson({ headers }: FastifyRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? 'application/json');
}

/** Answers with a problem of the catalogue. */
export function refusal(
  code: ProblemCode,
  more: Pick<ServiceErrorParts, 'fields' | 'retryAfter'> = {},
): ServiceError {
  const { status, title } = problems[code];
  return new ServiceError({ code, status, message: `${title}.`, ...more });
}
