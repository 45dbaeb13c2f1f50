import { itemSeconds, planMonths, requestKeptSeconds } from '../bulk/lifetimes.ts';
import type { Config } from '../config/config.ts';
import { heldDays } from '../erasure/held-erasures.ts';
import { undeliveredSeconds } from '../feed/event-lifetimes.ts';
import { grantSeconds } from '../grants/grants.ts';
import { days, minutes } from '../kernel/duration.ts';
import { retirementSeconds } from '../keys/key-retirements.ts';
import { historyMonths } from '../ledger/ledger.ts';
import { recipientSeconds } from '../ledger/statements.ts';
import { assertionKeptSeconds, codeKeptSeconds, logoutSeconds } from '../oauth/lifetimes.ts';
import { countedSeconds } from '../links/single-revokes.ts';
import { limitSeconds, repeatSeconds } from '../platform/http/access.ts';
import { helpCodeSeconds } from '../platform/http/help-codes.ts';
import { tallyMonths } from '../platform/tallies/statements.ts';
import { requestSeconds } from '../requests/requests.ts';
import { endedSeconds } from '../residents/session-limits.ts';
import { listSeconds } from '../revocations/revocation-list.ts';
import {
  ceilingSeconds,
  farewellSeconds,
  heardSeconds,
  waitingSeconds,
} from '../signals/lifetimes.ts';
import { flowKeptSeconds, flowSeconds } from '../sign-in/flow.ts';
import { proofSeconds } from '../sign-in/proofs.ts';
import { tripSeconds } from '../staff/directory-trips.ts';
import {
  absoluteSeconds,
  challengeSeconds,
  idleSeconds,
  invitationSeconds,
} from '../staff/staff-limits.ts';
import { openMinutes } from '../support/record-access.ts';
import { codeMinutes } from '../support/support-codes.ts';
import type { Key } from '../words/words.ts';
import type { Kept } from './kept.ts';

/** Which part of the privacy policy promises it; what only concerns apps or staff is not on that page. */
export type Clause = 'given' | 'passing' | 'happened' | 'apps' | 'staff';

/** What makes it go: a deletion of housekeeping's, or what somebody does. */
export type RemovedBy = { deletion: string } | { act: string };

/** One kind of information: what it is, how long it is kept, and what removes it. */
export interface Kind {
  what: Extract<Key, `kept.what.${string}`>;
  clause: Clause;
  kept: Kept;
  removedBy: RemovedBy;
}

/** The settings that the schedule depends on. */
export type Limits = Pick<Config, 'sessions' | 'tokens' | 'retention'>;

export type KindName = keyof ReturnType<typeof scheduleOf>;

/** How long a record waits that lost its last link through somebody else. */
export const unreachableSeconds = days(30);

/**
 * What is deleted when. The privacy page and the terminal show this table and the data inventory quotes it; a test
 * holds it against what housekeeping really deletes.
 */
export function scheduleOf(limits: Limits) {
  return { ...given(limits), ...passing(limits), ...happened(), ...ofApps(), ...ofStaff() };
}

/** What residents gave us. */
function given({ retention: { unusedMonths } }: Limits) {
  const kind = kindsOf('given');
  return {
    link: kind('kept.what.link', { until: 'kept.until.link' }, act('the link is removed')),
    dates: kind('kept.what.dates', { until: 'kept.until.link' }, act('the link is removed')),
    consent: kind('kept.what.consent', { until: 'kept.until.consent' }, act('disconnecting')),
    record: kind('kept.what.record', { until: 'kept.until.record' }, act('the record is deleted')),
    unused: kind('kept.what.unused', { after: { months: unusedMonths } }, deletion('unused')),
    unreachable: kind('kept.what.unreachable', after(unreachableSeconds), deletion('unreachable')),
    held: kind('kept.what.held', after(days(heldDays)), deletion('held')),
  };
}

/** What signing in and being signed in leaves behind for a while. */
function passing({ sessions, tokens }: Limits) {
  const kind = kindsOf('passing');
  const grant = idle(atLeast(tokens.refreshIdleSeconds), atLeast(tokens.refreshAbsoluteSeconds));
  return {
    session: kind(
      'kept.what.session',
      idle(sessions.idleSeconds + endedSeconds, sessions.absoluteSeconds),
      deletion('resident_session'),
    ),
    flow: kind('kept.what.flow', after(flowKeptSeconds), deletion('flow')),
    answer: kind('kept.what.answer', after(flowSeconds), deletion('pending_identity')),
    proof: kind('kept.what.proof', after(proofSeconds), deletion('proof')),
    request: kind('kept.what.request', after(requestSeconds), deletion('authorization_request')),
    logout: kind('kept.what.logout', after(logoutSeconds), deletion('logout_request')),
    code: kind('kept.what.code', after(codeKeptSeconds), deletion('authorization_code')),
    grant: kind('kept.what.grant', grant, deletion('app_grant')),
    revoked: kind('kept.what.revoked', after(tokens.accessSeconds), deletion('revoked_token')),
    list: kind('kept.what.list', after(listSeconds), deletion('revocation_batch')),
    trouble: kind('kept.what.trouble', after(helpCodeSeconds), deletion('help_code')),
    opened: kind('kept.what.opened', after(minutes(openMinutes)), deletion('record_access')),
    support: kind('kept.what.support', after(minutes(codeMinutes)), deletion('support_code')),
    farewell: kind('kept.what.farewell', after(farewellSeconds), deletion('farewell')),
    heard: kind('kept.what.heard', after(heardSeconds), deletion('heard_signal')),
    toldLately: kind('kept.what.told.lately', after(ceilingSeconds), deletion('signal_removal')),
    waiting: kind('kept.what.waiting', after(waitingSeconds), deletion('waiting_signal')),
    tries: kind('kept.what.tries', after(limitSeconds), deletion('rate_limit')),
  };
}

/** What is written down of what happened. */
function happened() {
  const kind = kindsOf('happened');
  const months = { after: { months: historyMonths } };
  return {
    deletion: kind('kept.what.deletion', months, deletion('deletion')),
    block: kind('kept.what.block', { until: 'kept.until.block' }, deletion('link_block')),
    single: kind('kept.what.single', after(countedSeconds), deletion('single_revoke')),
    asked: kind('kept.what.asked', after(requestKeptSeconds), deletion('revocation_request')),
    planned: kind('kept.what.planned', after(itemSeconds), deletion('bulk_plan_item')),
    plan: kind('kept.what.plan', { after: { months: planMonths } }, deletion('bulk_plan')),
    told: kind('kept.what.told', after(recipientSeconds), deletion('ledger_recipient')),
    event: kind('kept.what.event', after(undeliveredSeconds), deletion('event_delivery')),
    tally: kind('kept.what.tally', { after: { months: tallyMonths } }, deletion('tally')),
    history: kind('kept.what.history', months, deletion('ledger_entry')),
  };
}

/** What has nothing to do with residents. */
function ofApps() {
  const kind = kindsOf('apps');
  return {
    assertion: kind(
      'kept.what.assertion',
      after(assertionKeptSeconds),
      deletion('client_assertion'),
    ),
    repeat: kind('kept.what.repeat', after(repeatSeconds), deletion('idempotent_answer')),
  };
}

/** What is kept of people who work for the city. */
function ofStaff() {
  const kind = kindsOf('staff');
  const left = { after: { months: historyMonths } };
  const session = idle(idleSeconds, absoluteSeconds);
  return {
    staff: kind('kept.what.staff', left, deletion('staff_person')),
    invitation: kind(
      'kept.what.invitation',
      after(invitationSeconds),
      deletion('staff_invitation'),
    ),
    staffSession: kind('kept.what.staffSession', session, deletion('staff_session')),
    challenge: kind(
      'kept.what.challenge',
      after(challengeSeconds * 2),
      deletion('staff_challenge'),
    ),
    staffTrip: kind('kept.what.staffTrip', after(tripSeconds), deletion('staff_trip')),
    retirement: kind('kept.what.retirement', after(retirementSeconds), deletion('key_retirement')),
  };
}

function kindsOf(clause: Clause) {
  return (what: Kind['what'], kept: Kept, removedBy: RemovedBy): Kind => ({
    what,
    clause,
    kept,
    removedBy,
  });
}

const after = (seconds: number): Kept => ({ after: { seconds } });
const idle = (seconds: number, longest: number): Kept => ({
  idle: { seconds },
  longest: { seconds: longest },
});
const deletion = (name: string): RemovedBy => ({ deletion: name });
const act = (what: string): RemovedBy => ({ act: what });
/** A grant without a living refresh token is known for a day all the same. */
const atLeast = (seconds: number): number => Math.max(seconds, grantSeconds);
