import { z } from 'zod';
import { version } from '../../kernel/version.ts';
import type { Operation } from './contracts.ts';
import { problemDocument } from './problem-body.ts';
import { answersOf, schemaOf } from './api/answers.ts';
import { parametersOf } from './api/parameters.ts';

/** What every reader of the document may rely on; the rest is as OpenAPI 3.1 §4.8 describes it. */
export const openApi = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

type ByName = Record<string, object>;

const about = [
  'What staff and their tools can do. An app asks the token endpoint for a token in its own name (grant type',
  'client_credentials, resource left out) and sends it as a Bearer token. How residents sign in to city apps is not',
  'in here: OpenID Connect describes itself at /.well-known/openid-configuration.',
].join(' ');

/** The API as its routes promise it. */
export function apiDocument(
  operations: readonly Operation[],
  issuer: string,
): z.output<typeof openApi> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Civic Link',
      version,
      description: about,
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: issuer }],
    externalDocs: { description: 'For developers', url: `${issuer}/developers` },
    paths: pathsOf(operations, issuer),
    components: {
      schemas: { Problem: schemaOf(problemDocument) },
      securitySchemes: { app: securityOf(operations, issuer) },
    },
  };
}

function pathsOf(operations: readonly Operation[], issuer: string): Record<string, ByName> {
  const paths: Record<string, ByName> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    const known = paths[path] ?? {};
    paths[path] = { ...known, [operation.method.toLowerCase()]: describe(operation, issuer) };
  }
  return paths;
}

function describe(operation: Operation, issuer: string): object {
  const { access, contract } = operation;
  const { name, summary, body } = contract;
  const parameters = parametersOf(operation);
  return {
    operationId: name,
    summary,
    security: access.kind === 'app' ? [{ app: [access.scope] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: answersOf(operation, issuer),
  };
}

/** RFC 6749 §4.4, with every scope that a route asks for. */
function securityOf(operations: readonly Operation[], issuer: string): object {
  const scopes = operations.flatMap(({ access, contract }) =>
    access.kind === 'app' ? [[access.scope, contract.summary]] : [],
  );
  const flow = { tokenUrl: `${issuer}/oauth/token`, scopes: Object.fromEntries(scopes) as object };
  return { type: 'oauth2', flows: { clientCredentials: flow } };
}
