import { Injectable } from '@nestjs/common';
import { Apps } from '../../apps/apps.ts';
import type { CityApp } from '../../apps/city-app.ts';
import { Providers } from '../../providers/providers.ts';
import type { AuthorizationParameters } from '../../requests/authorization-parameters.ts';
import type { Language } from '../../words/words.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { IdTokenHints } from '../tokens/id-token-hints.ts';
import type { ReturnAddress } from './authorization-response.ts';
import { checkGrantType } from './steps/check-grant-type.ts';
import { checkResponse } from './steps/check-response.ts';
import { identifyApp } from './steps/identify-app.ts';
import { matchRedirectUri } from './steps/match-redirect-uri.ts';
import { readCodeChallenge } from './steps/read-code-challenge.ts';
import { readHintedSubject } from './steps/read-hinted-subject.ts';
import { readLanguage } from './steps/read-language.ts';
import { readMaxAge } from './steps/read-max-age.ts';
import { promptWords, readPrompts } from './steps/read-prompts.ts';
import { readProvider } from './steps/read-provider.ts';
import { readResources } from './steps/read-resources.ts';
import { readScopes } from './steps/read-scopes.ts';
import { refuseRequestObjects } from './steps/refuse-request-objects.ts';

/** A request to the authorization endpoint, judged. */
export type Judgement =
  | { kind: 'accepted'; app: CityApp; parameters: AuthorizationParameters }
  /** The app can be told, at the address it gave. */
  | (ShownRefusal & {
      kind: 'refused-to-app';
      app: CityApp;
      returnTo: ReturnAddress;
      /** The app wants no page, whatever happens (OIDC Core §3.1.2.1, `prompt=none`). */
      isSilent: boolean;
    })
  /** Nobody can be trusted with an answer but the resident in front of the screen. */
  | (ShownRefusal & { kind: 'refused-on-page' });

/** What a resident can be told of a request that was refused. */
export interface ShownRefusal {
  error: OAuthError;
  app: CityApp | null;
  language: Language | null;
}

/**
 * Judges authorization requests, from top to bottom (RFC 6749 §4.1.1, OIDC Core §3.1.2.1). Each step is one file
 * and one rule; it returns what it read or throws an `OAuthError`.
 */
@Injectable()
export class AuthorizeFlow {
  constructor(
    private readonly apps: Apps,
    private readonly hints: IdTokenHints,
    private readonly providers: Providers,
  ) {}

  async judge(parameters: Parameters): Promise<Judgement> {
    let app: CityApp | null = null;
    let returnTo: ReturnAddress | null = null;
    try {
      app = await identifyApp(this.apps, parameters);
      returnTo = { redirectUri: matchRedirectUri(app, parameters), state: parameters.get('state') };
      const request = readRequest(app, parameters, returnTo);
      const hintedSubject = await readHintedSubject(this.hints, app, parameters);
      const provider = readProvider(this.providers, parameters);
      return { kind: 'accepted', app, parameters: { ...request, hintedSubject, provider } };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const language = readLanguage(parameters);
      if (app === null || returnTo === null) {
        return { kind: 'refused-on-page', error, app, language };
      }
      const isSilent = promptWords(parameters).has('none');
      return { kind: 'refused-to-app', error, app, language, returnTo, isSilent };
    }
  }
}

/** The steps that may answer to the app, since its redirect URI is trusted by now. */
function readRequest(
  app: CityApp,
  parameters: Parameters,
  { redirectUri, state }: ReturnAddress,
): Omit<AuthorizationParameters, 'hintedSubject' | 'provider'> {
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
