import type { Language } from '../words/words.ts';

export type Prompt = 'none' | 'login' | 'consent' | 'select_account';

/** What an app asked for, after every check: nothing in it needs to be looked at again. */
export interface AuthorizationParameters {
  redirectUri: string;
  scopes: readonly string[];
  /** At least one; the first is the audience of tokens that name none (RFC 8707 §2.1). */
  resources: readonly string[];
  /** Given back byte by byte (RFC 6749 §4.1.2). */
  state: string | null;
  /** Repeated in the ID token (OIDC Core §3.1.2.1). */
  nonce: string | null;
  /** Always S256 (RFC 7636 §4.3). */
  codeChallenge: string;
  prompts: readonly Prompt[];
  /** Seconds since the sign-in that the app still accepts (OIDC Core §3.1.2.1). */
  maxAge: number | null;
  language: Language | null;
  /** The resident who must be signed in, as the app knows them (OIDC Core §3.1.2.1); null when anybody may be. */
  hintedSubject: string | null;
  /** Where a resident who must sign in goes without being asked which account to use. */
  provider: string | null;
}
