import { OAuthError } from '../../oauth-error.ts';
import type { OAuthProblemName } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

const refused: Readonly<Record<string, OAuthProblemName>> = {
  request: 'request-object',
  request_uri: 'request-uri',
  registration: 'client-registration',
};

/** Says so plainly instead of ignoring them (OIDC Core §6.1, §6.2, §7.2.1): their parameters would be lost. */
export function refuseRequestObjects(parameters: Parameters): void {
  for (const [name, problem] of Object.entries(refused)) {
    if (parameters.has(name)) throw new OAuthError(problem);
  }
}
