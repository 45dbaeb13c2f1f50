import type { Telling } from '../activity/names.ts';
import { purposeWords, roleWords } from '../activity/reasons.ts';
import type {
  BlockPeriod,
  EventOf,
  ProvedAction,
  ProviderAlarm,
  SuspensionCause,
} from '../ledger/event-catalogue.ts';
import type { GrantEnd } from '../grants/grant-endings.ts';
import { reasonWords } from '../links/reasons.ts';
import type { Language, PlainKey } from '../words/words.ts';

type Words = (value: string, telling: Telling) => string;

const actions = {
  link: 'copy.for.link',
  export: 'copy.for.export',
  erase: 'copy.for.erase',
} as const satisfies Record<ProvedAction, PlainKey>;

const purposes = {
  'sign-in': 'copy.for.signin',
  link: 'copy.for.link',
  prove: 'copy.for.prove',
  name: 'copy.for.name',
} as const satisfies Record<EventOf<'flow.consumed'>['purpose'], PlainKey>;

const openings = {
  'support-code': 'copy.how.code',
  purpose: 'copy.how.reason',
} as const satisfies Record<EventOf<'record.opened'>['with'], PlainKey>;

const searches = {
  'resident-id': 'copy.found.record',
  'provider-id': 'copy.found.user',
  'display-name': 'copy.found.name',
  'help-code': 'copy.found.help',
} as const satisfies Record<EventOf<'record.found'>['by'], PlainKey>;

const forms = {
  file: 'copy.form.file',
  page: 'copy.form.page',
} as const satisfies Record<EventOf<'data.exported'>['form'], PlainKey>;

const periods = {
  day: 'copy.until.day',
  month: 'copy.until.month',
  lifted: 'copy.until.lifted',
} as const satisfies Record<BlockPeriod, PlainKey>;

/** Of a permission that ended, and of an account that its provider says does not work. */
const causes = {
  'app-request': 'copy.cause.app',
  staff: 'copy.cause.staff',
  hijacking: 'copy.cause.hijacking',
  'bulk-account': 'copy.cause.bulk',
  unknown: 'copy.cause.unknown',
} as const satisfies Record<Extract<GrantEnd, 'app-request'> | 'staff' | SuspensionCause, PlainKey>;

const alarms = {
  'sessions-revoked': 'copy.alarm.sessions',
  'tokens-revoked': 'copy.alarm.all',
  'token-revoked': 'copy.alarm.one',
  'credential-change-required': 'copy.alarm.password',
} as const satisfies Record<ProviderAlarm, PlainKey>;

const spoken = {
  en: 'record.language.en',
  es: 'record.language.es',
} as const satisfies Record<Language, PlainKey>;

/** What the consent page says of each scope, after "may". */
const scopes = {
  openid: 'copy.may.id',
  linked_accounts: 'copy.may.names',
  linked_account_ids: 'copy.may.ids',
  offline_access: 'copy.may.stay',
} as const satisfies Record<string, PlainKey>;

/** The fields whose values are codes: columns of the tables, and further fields of what happened. */
const wordsOf: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['action', chosenFrom(actions)],
  ['alarm', chosenFrom(alarms)],
  ['by', chosenFrom(searches)],
  ['cause', chosenFrom(causes)],
  ['form', chosenFrom(forms)],
  ['language', chosenFrom(spoken)],
  ['lookedFor', chosenFrom(purposeWords)],
  ['looked_for', chosenFrom(purposeWords)],
  ['object', (id, { provider }) => provider(id)],
  ['opened_with', chosenFrom(openings)],
  ['provider', (id, { provider }) => provider(id)],
  ['purpose', chosenFrom(purposes)],
  ['reason', chosenFrom(reasonWords)],
  ['role', chosenFrom(roleWords)],
  ['scopes', beforeCode(chosenFrom(scopes))],
  ['until', chosenFrom(periods)],
  ['with', chosenFrom(openings)],
]);

/** A stored value of a field in words, each one of a list; what has no words stays as it is. */
export function valueInWords(field: string, value: unknown, telling: Telling): unknown {
  if (Array.isArray(value)) return value.map((one) => valueInWords(field, one, telling));
  const words = wordsOf.get(field);
  return words && typeof value === 'string' ? words(value, telling) : value;
}

/** A code of a newer version, which has no words here, is shown as it is. */
function chosenFrom(keys: Readonly<Record<string, PlainKey>>): Words {
  const known = new Map(Object.entries(keys));
  return (code, { say }) => {
    const key = known.get(code);
    return key === undefined ? code : say(key);
  };
}

/** The code stays behind the words, so that it can be found in the file. */
function beforeCode(words: Words): Words {
  return (code, telling) => {
    const said = words(code, telling);
    return said === code ? code : `${said} (${code})`;
  };
}
