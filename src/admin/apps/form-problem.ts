import type { RegistrationRefusal } from '../../apps/registration-refusal.ts';
import type { Problem } from '../../ui/error-summary.tsx';
import type { Say } from '../../words/words.ts';
import type { AppForm } from './app-form.ts';

/** What is wrong with a form, beside its field, in the words of whoever reads the page. */
export function formProblem(
  say: Say,
  { rule, value = '' }: RegistrationRefusal,
  form: AppForm,
): Problem {
  switch (rule) {
    case 'id-malformed':
      return { field: 'id', message: say('staff.appform.bad.id') };
    case 'id-taken':
      return { field: 'id', message: say('staff.appform.bad.taken') };
    case 'kind-fixed':
    case 'grant-type-unknown':
    case 'grant-type-needs-secret':
      return { field: 'use-server', message: say('staff.appform.bad.kind') };
    case 'text-missing':
      return textProblem(say, form);
    case 'auth-method-unfit':
      return { field: 'authMethod', message: say('staff.appform.bad.method') };
    case 'keys-missing':
      return { field: 'jwks', message: say('staff.appform.bad.nokeys') };
    case 'keys-unfit':
      return { field: 'jwks', message: say('staff.appform.bad.keys') };
    case 'sector-malformed':
      return { field: 'sector', message: say('staff.appform.bad.sector') };
    case 'resource-malformed':
      return { field: 'resource', message: say('staff.appform.bad.resource', { value }) };
    case 'redirect-uri-missing':
    case 'redirect-uri-unsafe':
    case 'logout-uri-unsafe':
      return addressProblem(say, { rule, value }, form);
    case 'scope-unknown':
    case 'scope-for-services-only':
    case 'scope-not-approved':
      return scopeProblem(say, rule, value);
    default:
      return rule satisfies never;
  }
}

/** Everything that has to be there and is not, before the registry looks at the rest. */
export function missingIn(say: Say, form: AppForm): Problem[] {
  const { id, name, department, purpose, use } = form;
  const problems: (Problem | false)[] = [
    id === '' && { field: 'id', message: say('staff.appform.bad.id') },
    name === '' && { field: 'name', message: say('staff.appform.bad.name') },
    department === '' && { field: 'department', message: say('staff.appform.bad.department') },
    purpose === '' && { field: 'purpose', message: say('staff.appform.bad.purpose') },
    use === null && { field: 'use-server', message: say('staff.appform.bad.kind') },
  ];
  return problems.filter((problem) => problem !== false);
}

function textProblem(say: Say, { name, department, departmentEs }: AppForm): Problem {
  if (isUnfit(name)) return { field: 'name', message: say('staff.appform.bad.name') };
  if (isUnfit(department)) {
    return { field: 'department', message: say('staff.appform.bad.department') };
  }
  if (departmentEs.length > longestText) {
    return { field: 'departmentEs', message: say('staff.appform.bad.department') };
  }
  return { field: 'purpose', message: say('staff.appform.bad.purpose') };
}

/** As the registry has it; here it only says which field is meant. */
const longestText = 200;

function isUnfit(text: string): boolean {
  return text === '' || text.length > longestText;
}

function addressProblem(
  say: Say,
  { rule, value }: { rule: RegistrationRefusal['rule']; value: string },
  { redirectUris }: AppForm,
): Problem {
  if (rule === 'logout-uri-unsafe') {
    return { field: 'backchannelLogoutUri', message: say('staff.appform.bad.told', { value }) };
  }
  if (value === '') return { field: 'redirectUris', message: say('staff.appform.bad.noreturn') };
  const isReturn = redirectUris.split(/\s+/).includes(value);
  const field = isReturn ? 'redirectUris' : 'postLogoutRedirectUris';
  return { field, message: say('staff.appform.bad.return', { value }) };
}

function scopeProblem(
  say: Say,
  rule: 'scope-unknown' | 'scope-for-services-only' | 'scope-not-approved',
  value: string,
): Problem {
  switch (rule) {
    case 'scope-unknown':
      return { field: 'scope-openid', message: say('staff.appform.bad.scope', { value }) };
    case 'scope-for-services-only':
      return { field: `scope-${value}`, message: say('staff.appform.bad.staff', { value }) };
    case 'scope-not-approved':
      return { field: 'approved', message: say('staff.appform.bad.approval', { value }) };
    default:
      return rule satisfies never;
  }
}
