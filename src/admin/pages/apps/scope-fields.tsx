import type { VNode } from 'preact';
import { advertisedScopes, serviceScopes } from '../../../apps/scopes.ts';
import { Checkbox, Checkboxes } from '../../../ui/fields.tsx';
import { sayIn } from '../../../words/words.ts';
import type { Say } from '../../../words/words.ts';
import type { FieldsProps } from './app-form-page.tsx';

/** What the app may ask for, and that somebody approved what needs it. */
export function ScopeFields({ frame, form, problemOf }: FieldsProps): VNode {
  const say = sayIn(frame.language);
  const option = (scope: string) => ({
    value: scope,
    label: scopeWords(say, scope),
    isChecked: form.scopes.includes(scope),
  });
  const problemAmong = (scopes: readonly string[]) =>
    scopes.map((scope) => problemOf(`scope-${scope}`)).find((problem) => problem !== undefined);
  return (
    <>
      <Checkboxes
        name="scope"
        legend={say('staff.appform.scopes')}
        hint={say('staff.appform.scopes.hint')}
        options={advertisedScopes.map(option)}
        problem={problemAmong(advertisedScopes)}
      />
      <details class="cl-more" open={form.scopes.some((scope) => serviceScopes.includes(scope))}>
        <summary>{say('staff.appform.staff.more')}</summary>
        <Checkboxes
          name="scope"
          group="staff-scope"
          legend={say('staff.appform.staff')}
          hint={say('staff.appform.staff.hint')}
          options={serviceScopes.map(option)}
          problem={problemAmong(serviceScopes)}
        />
      </details>
      <Checkbox
        name="approved"
        label={say('staff.appform.approved')}
        isChecked={form.approved}
        problem={problemOf('approved')}
      />
    </>
  );
}

/** Scopes of residents in words; those of staff are named as the table of permissions names them. */
function scopeWords(say: Say, scope: string): string {
  const words = {
    openid: say('staff.appform.scope.openid'),
    linked_accounts: say('staff.appform.scope.linked_accounts'),
    linked_account_ids: say('staff.appform.scope.linked_account_ids'),
    offline_access: say('staff.appform.scope.offline_access'),
  };
  return Object.hasOwn(words, scope) ? words[scope as keyof typeof words] : scope;
}
