import type { FastifyRequest } from 'fastify';
import { OAuthError } from './oauth-error.ts';

/** What the parser of a query or a form makes of it: a text, or a list when a name appears more than once. */
export type RawParameters = Readonly<Record<string, unknown>>;

const formType = 'application/x-www-form-urlencoded';

/** The one parameter that may appear more than once (RFC 8707 §2). */
const repeatable = 'resource';

/** The parameters of an OAuth request. An empty value counts as absent (RFC 6749 §3.1, §3.2). */
export class Parameters {
  constructor(private readonly raw: RawParameters) {}

  /** The value of a parameter that appears once; null otherwise. */
  get(name: string): string | null {
    const value = this.raw[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  /** The value of a parameter that must be there. Throws `invalid_request`. */
  require(name: string): string {
    const value = this.get(name);
    if (value === null) throw new OAuthError('parameter-missing', name);
    return value;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  /** Every resource asked for. */
  get resources(): readonly string[] {
    const value = this.raw[repeatable];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((one): one is string => typeof one === 'string' && one !== '');
  }

  /**
   * What is wrong with the parameters as a whole: one given twice, the `name[]` some frameworks read as a list, or a
   * NUL, which no database can keep; null when nothing is.
   */
  flaw(): 'parameter-repeated' | 'parameter-malformed' | null {
    for (const name in this.raw) {
      const value = this.raw[name];
      const isOnce = typeof value === 'string' && !name.includes('[');
      if (!isOnce && name !== repeatable) return 'parameter-repeated';
      if (String(value).includes('\0')) return 'parameter-malformed';
    }
    return null;
  }

  /** Throws `invalid_request` when the parameters as a whole have a flaw. */
  refuseFlawed(): void {
    const flaw = this.flaw();
    if (flaw !== null) throw new OAuthError(flaw);
  }
}

/** The form of a POST, each parameter once, nothing in the address. Throws `invalid_request` (RFC 6749 §3.2). */
export function readForm(request: FastifyRequest): Parameters {
  const body = request.body;
  if (!isForm(request) || typeof body !== 'object' || body === null)
    throw new OAuthError('not-a-form');
  if (request.url.includes('?')) throw new OAuthError('parameters-in-query');
  const form = new Parameters(body as RawParameters);
  form.refuseFlawed();
  return form;
}

/** True when the body says that it is a form. */
export function isForm(request: FastifyRequest): boolean {
  return request.headers['content-type']?.toLowerCase().startsWith(formType) ?? false;
}
