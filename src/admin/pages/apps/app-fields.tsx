import type { VNode } from 'preact';
import { assertionAlgorithms } from '../../../apps/app-keys.ts';
import { authMethods } from '../../../apps/city-app.ts';
import { Checkbox, Radios, TextField } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextLines } from '../../../ui/text-area.tsx';
import { sayIn } from '../../../words/words.ts';
import type { Say } from '../../../words/words.ts';
import { appUses } from '../../apps/app-form.ts';
import type { FieldsProps } from './app-form-page.tsx';
import { methodWords, useWords } from './app-words.ts';

const textWords = {
  name: 'staff.appform.name',
  department: 'staff.appform.department',
  departmentEs: 'staff.appform.departmentEs',
  purpose: 'staff.appform.purpose',
  purposeEs: 'staff.appform.purposeEs',
} as const;

/** Who the app is, as residents read it. */
export function WhoFields({ frame, form, isNew, problemOf }: FieldsProps): VNode {
  const say = sayIn(frame.language);
  const text = (name: keyof typeof textWords) => ({
    name,
    label: say(textWords[name]),
    value: form[name],
    problem: problemOf(name),
  });
  return (
    <>
      {isNew && (
        <TextField
          name="id"
          label={say('staff.appform.id')}
          hint={say('staff.appform.id.hint')}
          value={form.id}
          problem={problemOf('id')}
        />
      )}
      <TextLines {...text('name')} hint={say('staff.appform.name.hint')} rows={1} />
      <TextLines {...text('department')} hint={say('staff.appform.department.hint')} rows={2} />
      <TextLines {...text('departmentEs')} hint={say('staff.appform.es.hint')} rows={2} />
      <TextLines {...text('purpose')} hint={say('staff.appform.purpose.hint')} rows={2} />
      <TextLines {...text('purposeEs')} hint={say('staff.appform.es.hint')} rows={2} />
    </>
  );
}

/** What kind of app it is and how it proves itself. What is public stays so, and has nothing to prove itself with. */
export function ProofFields({ frame, form, isNew, problemOf }: FieldsProps): VNode | null {
  if (!isNew && form.use === 'device') return <input type="hidden" name="use" value="device" />;
  const say = sayIn(frame.language);
  const uses = appUses.filter((use) => isNew || use !== 'device');
  const methods = authMethods.filter((method) => method !== 'none');
  return (
    <>
      <Radios
        name="use"
        legend={say('staff.appform.use')}
        options={uses.map((value) => ({ value, label: say(useWords[value]) }))}
        {...(form.use !== null && { chosen: form.use })}
        problem={problemOf('use-server')}
      />
      <Select
        name="authMethod"
        label={say('staff.appform.method')}
        options={methods.map((value) => ({ value, label: say(methodWords[value]) }))}
        chosen={form.authMethod}
        problem={problemOf('authMethod')}
      />
      {isNew && <p class="cl-quiet">{say('staff.appform.method.hint')}</p>}
      <Select
        name="algorithm"
        label={say('staff.appform.algorithm')}
        options={assertionAlgorithms.map((value) => ({ value, label: value }))}
        chosen={form.algorithm}
      />
      <TextLines
        name="jwks"
        label={say('staff.appform.jwks')}
        hint={jwksHint(say, isNew)}
        value={form.jwks}
        rows={6}
        problem={problemOf('jwks')}
      />
    </>
  );
}

function jwksHint(say: Say, isNew: boolean): string {
  const hint = say('staff.appform.jwks.hint');
  return isNew ? hint : `${hint} ${say('staff.appform.jwks.keep')}`;
}

/** Where residents come back to, and where the app is told that they are gone. */
export function AddressFields({ frame, form, problemOf }: FieldsProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <TextLines
        name="redirectUris"
        label={say('staff.appform.returns')}
        hint={say('staff.appform.returns.hint')}
        value={form.redirectUris}
        rows={3}
        problem={problemOf('redirectUris')}
      />
      <TextLines
        name="postLogoutRedirectUris"
        label={say('staff.appform.byes')}
        hint={say('staff.appform.byes.hint')}
        value={form.postLogoutRedirectUris}
        rows={2}
        problem={problemOf('postLogoutRedirectUris')}
      />
      <TextLines
        name="backchannelLogoutUri"
        label={say('staff.appform.told')}
        hint={say('staff.appform.told.hint')}
        value={form.backchannelLogoutUri}
        rows={1}
        problem={problemOf('backchannelLogoutUri')}
      />
      <Checkbox
        name="backchannelLogoutSessionRequired"
        label={say('staff.appform.told.which')}
        isChecked={form.backchannelLogoutSessionRequired}
      />
    </>
  );
}

/** What most apps leave as it is. */
export function SpecialFields({ frame, form, problemOf }: FieldsProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <TextLines
        name="sector"
        label={say('staff.appform.sector')}
        hint={say('staff.appform.sector.hint')}
        value={form.sector}
        rows={1}
        problem={problemOf('sector')}
      />
      <TextLines
        name="resource"
        label={say('staff.appform.resource')}
        hint={say('staff.appform.resource.hint')}
        value={form.resource}
        rows={1}
        problem={problemOf('resource')}
      />
    </>
  );
}
