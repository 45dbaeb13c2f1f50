import type { Prompt } from '../../../requests/authorization-parameters.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** Every value of `prompt` that means something here. */
export const prompts = [
  'none',
  'login',
  'consent',
  'select_account',
] as const satisfies readonly Prompt[];

/** Which pages the app wants shown, or none (OIDC Core §3.1.2.1). Words we do not know are ignored. */
export function readPrompts(parameters: Parameters): readonly Prompt[] {
  const words = promptWords(parameters);
  if (words.has('none') && words.size > 1) throw new OAuthError('prompt-contradictory');
  return prompts.filter((prompt) => words.has(prompt));
}

/** Every word of `prompt`, known or not. */
export function promptWords(parameters: Parameters): ReadonlySet<string> {
  return new Set((parameters.get('prompt') ?? '').split(' ').filter((word) => word !== ''));
}
