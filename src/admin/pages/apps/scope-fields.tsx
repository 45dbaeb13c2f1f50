import type { VNode } from 'preact';
import { advertisedScopes, needsApproval, serviceScopes } from '../../../apps/scopes.ts';
import { Checkbox, Checkboxes } from '../../../ui/fields.tsx';
import { sayIn } from '../../../words/words.ts';
import type { Say } from '../../../words/words.ts';
import type { FieldsProps } from './app-form-page.tsx';
import { scopeInWords } from './scope-words.ts';

/** What the app may ask for, and that somebody approved what needs it. */
export function ScopeFields({ frame, form, problemOf }: FieldsProps): VNode {
  const say = sayIn(frame.language);
  const option = (scope: string) => ({
    value: scope,
    label: labelOf(say, scope),
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

/** Of the scopes of residents it says which need an approval; among those of staff the hint does. */
function labelOf(say: Say, scope: string): string {
  const words = scopeInWords(say, scope);
  const isApproved = advertisedScopes.includes(scope) && needsApproval(scope);
  return isApproved ? say('staff.appform.scope.approval', { scope: words }) : words;
}
