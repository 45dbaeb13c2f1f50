import type { EventOf, LedgerEvent, ResidentEventType } from '../ledger/event-catalogue.ts';
import { reasonWords } from '../links/reasons.ts';
import { formatAmount } from '../words/format.ts';
import type { Telling } from './names.ts';
import { purposeWords } from './reasons.ts';

/** Events that residents do not read under Activity, each with the reason. */
export const leftOut = {
  'flow.consumed': 'the sign-in, link or proof that the trip was for has an entry of its own',
} as const satisfies Partial<Record<ResidentEventType, string>>;

type ShownType = Exclude<ResidentEventType, keyof typeof leftOut>;

/** An event that residents read of. */
export type ShownEvent = { [Type in ShownType]: EventOf<Type> }[ShownType];

type Sentences = {
  readonly [Type in ShownType]: (event: EventOf<Type>, telling: Telling) => string;
};

/** What happened, without who did it. A type of event that has no sentence does not compile. */
const sentences: Sentences = {
  'activity.disavowed': (_, { say }) => say('activity.ev.disavowed'),
  'code.replayed': (_, { say }) => say('activity.ev.code'),
  'consent.given': ({ appId, links: count, policyVersion: version }, { say, app }) =>
    say('activity.ev.app.on', { app: app(appId), count, version }),
  'consent.refused': ({ appId }, { say, app }) =>
    say('activity.ev.app.refused', { app: app(appId) }),
  'consent.withdrawn': consentWithdrawn,
  'data.exported': ({ form }, { say }) =>
    say(form === 'file' ? 'activity.ev.export.file' : 'activity.ev.export.page'),
  'erasure.cancelled': (_, { say }) => say('activity.ev.delete.cancelled'),
  'erasure.requested': ({ days }, { say, language }) =>
    say('activity.ev.delete.asked', { time: formatAmount(language, days, 'day') }),
  'grant.revoked': grantRevoked,
  'grant.searched': (_, { say }) => say('activity.ev.grant.seen'),
  'link.blocked': ({ provider: id, until }, { say, provider }) =>
    say(blockedFor[until], { provider: provider(id) }),
  'link.conflict': ({ provider: id }, { say, provider }) =>
    say('activity.ev.conflict', { provider: provider(id) }),
  'link.created': ({ provider: id, nameKept, policyVersion: version }, { say, provider }) =>
    say(nameKept ? 'activity.ev.linked' : 'activity.ev.linked.noname', {
      provider: provider(id),
      version,
    }),
  'link.removed': linkRemoved,
  'link.renamed': ({ provider: id, nameKept }, { say, provider }) =>
    say(nameKept ? 'activity.ev.name.kept' : 'activity.ev.name.dropped', {
      provider: provider(id),
    }),
  'link.resumed': ({ provider: id, actor }, { say, provider }) =>
    say(actor.kind === 'provider' ? 'activity.ev.resumed' : 'activity.ev.resumed.staff', {
      provider: provider(id),
    }),
  'link.signed-out': ({ provider: id }, { say, provider }) =>
    say('activity.ev.alarm', { provider: provider(id) }),
  'link.suspended': ({ provider: id, cause }, { say, provider }) =>
    say(cause === 'hijacking' ? 'activity.ev.suspended.hijacking' : 'activity.ev.suspended', {
      provider: provider(id),
    }),
  'policy.accepted': ({ policyVersion: version }, { say }) =>
    say('activity.ev.policy.yes', { version }),
  'policy.declined': ({ policyVersion: version }, { say }) =>
    say('activity.ev.policy.no', { version }),
  'policy.paused': ({ policyVersion: version }, { say }) =>
    say('activity.ev.policy.paused', { version }),
  'proof.made': ({ provider: id, action }, { say, provider }) =>
    say(provedFor[action], { provider: provider(id) }),
  'record.found': recordFound,
  'record.held': ({ reason }, { say }) =>
    say('activity.why', { what: say('activity.ev.held'), reason: say(reasonWords[reason]) }),
  'record.opened': recordOpened,
  'record.released': (_, { say }) => say('activity.ev.released'),
  'record.unmasked': ({ provider: id }, { say, provider }) =>
    say('activity.ev.unmasked', { provider: provider(id) }),
  'refresh.reused': (_, { say }) => say('activity.ev.refresh'),
  'resident.created': (_, { say }) => say('activity.ev.created'),
  'resident.erased': (_, { say }) => say('activity.ev.erased'),
  'resident.signed-in': ({ provider: id, again }, { say, provider }) =>
    say(again ? 'activity.ev.signin.again' : 'activity.ev.signin', { provider: provider(id) }),
  'resident.signed-out': (_, { say }) => say('activity.ev.signout'),
  'resident.unreachable': (_, { say }) => say('activity.ev.unreachable'),
  'session.ended': sessionEnded,
  'support-code.made': (_, { say }) => say('activity.ev.code.made'),
};

const provedFor = {
  link: 'activity.ev.proof.link',
  export: 'activity.ev.proof.export',
  erase: 'activity.ev.proof.erase',
} as const;

const blockedFor = {
  day: 'activity.ev.blocked.day',
  month: 'activity.ev.blocked.month',
  lifted: 'activity.ev.blocked.lifted',
} as const;

const foundBy = {
  'resident-id': 'activity.ev.found.id',
  'provider-id': 'activity.ev.found.account',
  'display-name': 'activity.ev.found.name',
  'help-code': 'activity.ev.found.code',
} as const;

/** False for what is left out, and for events of a newer version that runs beside this one for a while. */
export function isShown(event: LedgerEvent): event is ShownEvent {
  return Object.hasOwn(sentences, event.type);
}

/** The sentence of an event. */
export function whatHappened(event: ShownEvent, telling: Telling): string {
  // The table has, under the type of this very event, the function that takes it.
  const tell = sentences[event.type] as (event: ShownEvent, telling: Telling) => string;
  return tell(event, telling);
}

function consentWithdrawn(
  { appId, reason }: EventOf<'consent.withdrawn'>,
  { say, app }: Telling,
): string {
  const what = say('activity.ev.app.off', { app: app(appId) });
  return reason ? say('activity.why', { what, reason: say(reasonWords[reason]) }) : what;
}

function grantRevoked(
  { appId, cause, reason }: EventOf<'grant.revoked'>,
  { say, app }: Telling,
): string {
  if (cause === 'app-request') return say('activity.ev.grant.own');
  const what = say('activity.ev.grant.staff', { app: app(appId) });
  return reason ? say('activity.why', { what, reason: say(reasonWords[reason]) }) : what;
}

function linkRemoved(
  { actor, provider: id, reason }: EventOf<'link.removed'>,
  { say, provider }: Telling,
): string {
  if (actor.kind === 'resident' && reason === 'resident_request') {
    return say('activity.ev.unlinked', { provider: provider(id) });
  }
  const why = { provider: provider(id), reason: say(reasonWords[reason]) };
  return say('activity.ev.unlinked.why', why);
}

function recordFound({ by, lookedFor }: EventOf<'record.found'>, { say }: Telling): string {
  const what = say(foundBy[by]);
  return lookedFor ? say('activity.why', { what, reason: say(purposeWords[lookedFor]) }) : what;
}

function sessionEnded(
  { sessions: count, reason }: EventOf<'session.ended'>,
  { say }: Telling,
): string {
  if (!reason) return say('activity.ev.sessions', { count });
  const what = say('activity.ev.sessions.staff');
  return say('activity.why', { what, reason: say(reasonWords[reason]) });
}

function recordOpened(event: EventOf<'record.opened'>, { say }: Telling): string {
  if (event.with === 'support-code') return say('activity.ev.opened.code');
  const what = say('activity.ev.opened.why');
  const { lookedFor } = event;
  return lookedFor ? say('activity.why', { what, reason: say(purposeWords[lookedFor]) }) : what;
}
