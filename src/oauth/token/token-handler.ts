import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { parseScope } from '../scope-text.ts';
import { TokenGrants } from './token-grants.ts';
import { TokenIssuer } from './token-issuer.ts';
import type { TokenResponse } from './token-issuer.ts';

/** Answers token requests of an app that is known. Whatever is the same for every kind of grant is done here, and only here. */
@Injectable()
export class TokenHandler {
  constructor(
    private readonly grants: TokenGrants,
    private readonly issuer: TokenIssuer,
  ) {}

  /** Throws an `OAuthError` for everything that does not end in tokens. */
  async answer(app: CityApp, form: Parameters): Promise<TokenResponse> {
    const grant = this.grants.for(app, form.require('grant_type'));
    grant.requires.forEach((name) => form.require(name));
    const scopes = requestedScopes(app, form);
    const resource = requestedResource(form);
    return this.issuer.issue(app, await grant.redeem({ app, form, scopes, resource }));
  }
}

/** The scopes asked for, each registered for the app; null when it did not ask (RFC 6749 §3.3). */
function requestedScopes(app: CityApp, form: Parameters): readonly string[] | null {
  const text = form.get('scope');
  if (text === null) return null;
  const scopes = parseScope(text);
  const isRegistered = scopes?.every((scope) => app.scopes.includes(scope)) ?? false;
  if (!isRegistered) throw new OAuthError('scope-refused');
  return scopes;
}

/** A token has one audience, so of two resources neither could be right (RFC 8707 §2.2); each grant checks its own. */
function requestedResource(form: Parameters): string | null {
  const [resource = null, ...more] = new Set(form.resources);
  if (more.length > 0) throw new OAuthError('target-refused');
  return resource;
}
