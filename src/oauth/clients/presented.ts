import type { FastifyRequest } from 'fastify';
import { countAuthorizations } from '../authorization-header.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { readAssertion } from './assertions/assertion.ts';
import type { Assertion } from './assertions/assertion.ts';
import { readBasic } from './basic-credentials.ts';

/** What a request shows of who sent it, by the method it chose. Whether any of it is true is not asked here. */
export type Presented =
  | { method: 'client_secret_basic' | 'client_secret_post'; id: string; secret: string }
  | { method: 'private_key_jwt'; id: string; assertion: Assertion }
  | { method: 'none'; id: string };

const bearerAssertion = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Null when there is nothing, or nothing that can be read. Throws `invalid_request` for two methods (RFC 6749 §2.3). */
export function presentedBy(request: FastifyRequest, form: Parameters): Presented | null {
  const headers = countAuthorizations(request);
  const isAsserted = form.has('client_assertion') || form.has('client_assertion_type');
  const secret = form.get('client_secret');
  if (headers + Number(secret !== null) + Number(isAsserted) > 1) throw twoMethods();
  const id = form.get('client_id');
  if (headers === 1) return inHeader(request.headers.authorization ?? '', id);
  if (isAsserted) return asserted(form, id);
  if (id === null) return null;
  return secret === null ? { method: 'none', id } : { method: 'client_secret_post', id, secret };
}

function inHeader(header: string, idInForm: string | null): Presented | null {
  const credentials = readBasic(header);
  if (credentials === null) return null;
  if (idInForm !== null && idInForm !== credentials.id) throw twoMethods();
  return { method: 'client_secret_basic', ...credentials };
}

/** The assertion names its client itself; an id beside it must be the same (RFC 7521 §4.2). */
function asserted(form: Parameters, idInForm: string | null): Presented | null {
  if (form.get('client_assertion_type') !== bearerAssertion) return null;
  const assertion = readAssertion(form.get('client_assertion') ?? '');
  if (assertion === null || (idInForm ?? assertion.subject) !== assertion.subject) return null;
  return { method: 'private_key_jwt', id: assertion.subject, assertion };
}

function twoMethods(): OAuthError {
  return new OAuthError('two-client-methods');
}
