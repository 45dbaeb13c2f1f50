import type { Telling } from '../../activity/names.ts';
import type {
  EndReason,
  LedgerEvent,
  LookedFor,
  ReasonCode,
} from '../../ledger/event-catalogue.ts';
import type { StaffRole } from '../../permissions/permissions.ts';
import { roleNames } from '../../staff/role-words.ts';
import { formatMonth } from '../../words/format.ts';
import type { PlainKey } from '../../words/words.ts';
import { purposeWords } from '../pages/records/find-page.tsx';
import { shortId } from '../pages/records/short-id.ts';

/** What telling staff of an entry needs besides: the names of people who work here, by their ids. */
export interface StaffTelling extends Telling {
  people: ReadonlyMap<string, string>;
}

/** Fields that events of several types have. */
interface SharedFields {
  role?: StaffRole;
  reason?: ReasonCode | EndReason;
  lookedFor?: LookedFor;
  ticket?: string;
}

/** Why something was done, in the words of staff. */
export const reasonNames = {
  resident_request: 'order.reason.resident_request',
  security: 'order.reason.security',
  provider_problem: 'order.reason.provider_problem',
  mistake: 'order.reason.mistake',
  shared_account: 'order.reason.shared_account',
  legal: 'order.reason.legal',
  unused: 'audit.reason.unused',
  erasure: 'audit.reason.erasure',
  provider_request: 'audit.reason.there',
  account_closed: 'audit.reason.closed',
  restore: 'audit.reason.restore',
} as const satisfies Record<ReasonCode | EndReason, PlainKey>;

/** Who did it: people of the staff by their names, residents by none. */
export function whoDid(event: LedgerEvent, telling: StaffTelling): string {
  const { say } = telling;
  const { kind, id = '' } = event.actor;
  switch (kind) {
    case 'resident':
      return say('audit.who.resident');
    case 'staff':
      return withRole(nameOf(id, telling), event, telling);
    case 'app':
      return appAlone(id, telling);
    case 'provider':
      return telling.provider(id);
    case 'system':
      return say(id === 'directory' ? 'audit.who.directory' : 'activity.who.system');
    default:
      return kind satisfies never;
  }
}

/** Whoever is at the server has no name here. */
export function nameOf(id: string, { people, say }: StaffTelling): string {
  return id === 'cli' ? say('audit.who.server') : (people.get(id) ?? id);
}

/** What stands for an app that is gone is part of sentences elsewhere; here it stands alone and begins like one. */
function appAlone(id: string, { app, say }: StaffTelling): string {
  const name = app(id);
  return name === say('activity.app.gone') ? say('audit.app.gone') : name;
}

function withRole(name: string, event: LedgerEvent, { say }: StaffTelling): string {
  const { role } = event as SharedFields;
  return role === undefined ? name : say('audit.who.staff', { name, role: say(roleNames[role]) });
}

/** How each field that names a thing is told. */
const things: Readonly<Record<string, (value: string, telling: StaffTelling) => string>> = {
  residentId: (id, { say }) => say('audit.about.record', { id: shortId(id) }),
  appId: appAlone,
  provider: (id, { provider }) => provider(id),
  person: nameOf,
  kid: (id, { say }) => say('audit.about.key', { id: shortId(id) }),
  month: (month, { language }) => formatMonth(language, month),
  policyVersion: (version, { say }) => say('audit.about.policy', { version }),
  plan: (id, { say }) => say('audit.about.plan', { id: shortId(id) }),
  request: (id, { say }) => say('audit.about.request', { id: shortId(id) }),
  block: (id, { say }) => say('audit.about.block', { id: shortId(id) }),
  run: (id, { say }) => say('audit.about.run', { id: shortId(id) }),
};

/** What an event is about, one thing after the other. */
export function thingsIn(event: LedgerEvent, telling: StaffTelling): string[] {
  const fields = new Map<string, unknown>(Object.entries(event));
  return Object.entries(things).flatMap(([name, tell]) => {
    const value = fields.get(name);
    return typeof value === 'string' ? [tell(value, telling)] : [];
  });
}

/** Why it was done and under which ticket, as far as the event says so. */
export function whyOf(
  event: LedgerEvent,
  { say }: StaffTelling,
): { reason: string | null; ticket: string | null } {
  const { reason, lookedFor, ticket } = event as SharedFields;
  const key = reason ? reasonNames[reason] : lookedFor && purposeWords[lookedFor];
  return { reason: key ? say(key) : null, ticket: ticket ?? null };
}
