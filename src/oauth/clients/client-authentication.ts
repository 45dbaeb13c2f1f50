import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import type { CityApp } from '../../apps/city-app.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { readBasic } from './basic-credentials.ts';
import type { Credentials } from './basic-credentials.ts';

/** The client authentication methods of discovery (RFC 8414 §2). */
export const secretMethods = ['client_secret_basic', 'client_secret_post'] as const;
export const clientMethods = [...secretMethods, 'none'] as const;

/** Finds out which app is calling an OAuth endpoint (RFC 6749 §2.3). */
@Injectable()
export class ClientAuthentication {
  constructor(private readonly apps: Apps) {}

  /** The calling app: proved by its secret, or merely named if it is public. Throws `invalid_client`. */
  async identify(authorization: string | undefined, form: Parameters): Promise<CityApp> {
    const credentials = presentedBy(authorization, form);
    if (credentials !== null) return this.prove(credentials);
    const id = form.get('client_id');
    const app = id === null ? null : await this.apps.find(id);
    if (app === null || app.disabled || app.kind !== 'public') throw clientRefused();
    return app;
  }

  /** The calling app, which must prove itself with its secret. Throws `invalid_client`. */
  async authenticate(authorization: string | undefined, form: Parameters): Promise<CityApp> {
    const credentials = presentedBy(authorization, form);
    if (credentials === null) throw clientRefused();
    return this.prove(credentials);
  }

  private async prove({ id, secret }: Credentials): Promise<CityApp> {
    const app = await this.apps.authenticate(id, secret);
    if (app === null) throw clientRefused();
    return app;
  }
}

/** The id and secret of the request, whichever way they came; null when it carries no secret. */
function presentedBy(authorization: string | undefined, form: Parameters): Credentials | null {
  const secret = form.get('client_secret');
  const isAsserted = form.has('client_assertion') || form.has('client_assertion_type');
  if (Number(authorization !== undefined) + Number(secret !== null) + Number(isAsserted) > 1) {
    throw new OAuthError('two-client-methods');
  }
  if (isAsserted) throw clientRefused();
  if (authorization !== undefined) return fromHeader(authorization, form.get('client_id'));
  if (secret === null) return null;
  return { id: form.get('client_id') ?? '', secret };
}

function fromHeader(authorization: string, idInForm: string | null): Credentials {
  const credentials = readBasic(authorization);
  if (credentials === null) throw clientRefused();
  if (idInForm !== null && idInForm !== credentials.id) throw new OAuthError('two-client-methods');
  return credentials;
}

/** One answer for unknown ids, wrong secrets and malformed headers: nothing to learn from it. */
function clientRefused(): OAuthError {
  return new OAuthError('client-refused');
}
