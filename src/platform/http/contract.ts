import { RouteConfig } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import type { Access } from './access.ts';
import type { ProblemCode } from './problems.ts';

/** An id in the address of a route, and the problem when there is nothing of that id. */
interface PathId {
  says: string;
  unknown: ProblemCode;
  /** Default: a UUID. */
  shape?: z.ZodType;
}

/**
 * What a route of the API promises, said once: requests are checked by it before the handler runs, and the OpenAPI
 * document is made of it.
 */
export interface Contract<Answer extends z.ZodType = z.ZodType> {
  /** How generated clients call the operation. */
  name: string;
  summary: string;
  /** Every id in the address, by the name the route has for it. */
  ids?: Readonly<Record<string, PathId>>;
  /** Parameters of the query. Strict: one that is not known is refused. */
  query?: z.ZodObject;
  /** Strict: a field that is not known is refused. */
  body?: z.ZodObject;
  answer: Answer;
  /**
   * The answer is not kept for a repetition, since it tells of a resident who may be gone by then, or is very long. Sent
   * again under its key, the request is done again; at the same time, it is refused.
   */
  forgetsAnswer?: true;
  /** Callers wait here for news, so they come far more often than anywhere else, and are counted apart. */
  polled?: true;
  /** Default 200. An answer with 204 has no body. */
  status?: 200 | 201 | 204;
  /** What it means when the same answer comes with status 202. */
  accepted?: string;
  /** Problems of its own, beside those that every route has. */
  problems?: readonly ProblemCode[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    contract?: Contract;
  }
}

/** A handler that answers what was promised; the compiler refuses another. */
type Handler<Answer extends z.ZodType> = (
  target: object,
  name: string,
  method: TypedPropertyDescriptor<(...said: never[]) => Promise<z.output<Answer>>>,
) => void;

/** Declares a route of the API. One without a contract keeps the service from starting. */
export function ApiRoute<Answer extends z.ZodType>(
  access: Access,
  contract: Contract<Answer>,
): Handler<Answer> {
  const declare = RouteConfig({ access, surface: 'api', contract });
  return (target, name, method) => declare(target, name, method);
}
