import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import type { CityApp } from '../../apps/city-app.ts';
import type { AuthorizationParameters } from '../../requests/authorization-parameters.ts';
import type { Language } from '../../words/words.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import type { ReturnAddress } from './authorization-response.ts';
import { checkGrantType } from './steps/check-grant-type.ts';
import { checkResponse } from './steps/check-response.ts';
import { identifyApp } from './steps/identify-app.ts';
import { matchRedirectUri } from './steps/match-redirect-uri.ts';
import { readCodeChallenge } from './steps/read-code-challenge.ts';
import { readLanguage } from './steps/read-language.ts';
import { readMaxAge } from './steps/read-max-age.ts';
import { readPrompts } from './steps/read-prompts.ts';
import { readResources } from './steps/read-resources.ts';
import { readScopes } from './steps/read-scopes.ts';
import { refuseRequestObjects } from './steps/refuse-request-objects.ts';

/** A request to the authorization endpoint, judged. */
export type Judgement =
  | { kind: 'accepted'; app: CityApp; parameters: AuthorizationParameters }
  /** The app can be told, at the address it gave. */
  | { kind: 'refused-to-app'; error: OAuthError; returnTo: ReturnAddress }
  /** Nobody can be trusted with an answer but the resident in front of the screen. */
  | {
      kind: 'refused-on-page';
      error: OAuthError;
      app: CityApp | null;
      language: Language | null;
    };

/**
 * Judges authorization requests, from top to bottom (RFC 6749 §4.1.1, OIDC Core §3.1.2.1). Each step is one file
 * and one rule; it returns what it read or throws an `OAuthError`.
 */
@Injectable()
export class AuthorizeFlow {
  constructor(private readonly apps: Apps) {}

  async judge(parameters: Parameters): Promise<Judgement> {
    let app: CityApp | null = null;
    let returnTo: ReturnAddress | null = null;
    try {
      app = await identifyApp(this.apps, parameters);
      returnTo = { redirectUri: matchRedirectUri(app, parameters), state: parameters.get('state') };
      return { kind: 'accepted', app, parameters: readRequest(app, parameters, returnTo) };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      if (returnTo === null) {
        return { kind: 'refused-on-page', error, app, language: readLanguage(parameters) };
      }
      return { kind: 'refused-to-app', error, returnTo };
    }
  }
}

/** The steps that may answer to the app, since its redirect URI is trusted by now. */
function readRequest(
  app: CityApp,
  parameters: Parameters,
  { redirectUri, state }: ReturnAddress,
): AuthorizationParameters {
  parameters.refuseFlawed();
  refuseRequestObjects(parameters);
  checkResponse(parameters);
  checkGrantType(app);
  return {
    redirectUri,
    state,
    resources: readResources(app, parameters),
    codeChallenge: readCodeChallenge(parameters),
    scopes: readScopes(app, parameters),
    nonce: parameters.get('nonce'),
    prompts: readPrompts(parameters),
    maxAge: readMaxAge(parameters),
    language: readLanguage(parameters),
  };
}
