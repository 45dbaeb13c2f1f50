import type { PlainKey, Say } from '../../../words/words.ts';

const scopeWords: Readonly<Record<string, PlainKey>> = {
  openid: 'staff.appform.scope.openid',
  linked_accounts: 'staff.appform.scope.linked_accounts',
  linked_account_ids: 'staff.appform.scope.linked_account_ids',
  offline_access: 'staff.appform.scope.offline_access',
};

/** A scope of residents in words, with its name; those of staff are named as the table of permissions names them. */
export function scopeInWords(say: Say, scope: string): string {
  const key = Object.hasOwn(scopeWords, scope) ? scopeWords[scope] : undefined;
  return key === undefined ? scope : say(key);
}
