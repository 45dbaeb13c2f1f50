import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';
import type { IdTokenHints } from '../../tokens/id-token-hints.ts';

/**
 * The one resident the app wants back (OIDC Core §3.1.2.1, `id_token_hint`); null when anybody will do. An ID token of
 * another app is refused like a forged one: it names nobody this app has met.
 */
export async function readHintedSubject(
  hints: IdTokenHints,
  app: CityApp,
  parameters: Parameters,
): Promise<string | null> {
  const token = parameters.get('id_token_hint');
  if (token === null) return null;
  const hint = await hints.read(token);
  if (hint === null || hint.app.id !== app.id) throw new OAuthError('hint-refused');
  return hint.subject;
}
