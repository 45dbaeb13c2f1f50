import { z } from 'zod';
import type { ProviderAlarm, SuspensionCause } from '../../ledger/event-catalogue.ts';

/** One thing that a Security Event Token says (RFC 8417 §2.2), as far as it is of use here. */
export type SecurityEvent =
  | { kind: 'alarm'; subject: string; alarm: ProviderAlarm }
  | { kind: 'disabled'; subject: string; cause: SuspensionCause }
  | { kind: 'enabled'; subject: string }
  | { kind: 'purged'; subject: string }
  /** A trial that an operator asked for, with the text they chose. */
  | { kind: 'trial'; state: string | null }
  /** About something that we do not keep, such as an e-mail address, or about nobody of Google's. */
  | { kind: 'ignored' }
  | { kind: 'unknown' };

const risc = 'https://schemas.openid.net/secevent/risc/event-type/';
const oauth = 'https://schemas.openid.net/secevent/oauth/event-type/';

type Told = (subject: string, reason: unknown) => SecurityEvent;

const alarm =
  (name: ProviderAlarm): Told =>
  (subject) => ({ kind: 'alarm', subject, alarm: name });

/** What is done with an event that is about an account. */
const aboutAccounts: ReadonlyMap<string, Told> = new Map<string, Told>([
  [`${risc}sessions-revoked`, alarm('sessions-revoked')],
  [`${oauth}tokens-revoked`, alarm('tokens-revoked')],
  [`${oauth}token-revoked`, alarm('token-revoked')],
  [`${risc}account-credential-change-required`, alarm('credential-change-required')],
  [
    `${risc}account-disabled`,
    (subject, reason) => ({ kind: 'disabled', subject, cause: causeOf(reason) }),
  ],
  [`${risc}account-enabled`, (subject) => ({ kind: 'enabled', subject })],
  [`${risc}account-purged`, (subject) => ({ kind: 'purged', subject })],
]);

const trial = `${risc}verification`;
/** E-mail addresses and telephone numbers, which we never see. */
const aboutAddresses: readonly string[] = [
  `${risc}identifier-changed`,
  `${risc}identifier-recycled`,
];

/** The events to ask Google for. */
export const wantedEvents: readonly string[] = [...aboutAccounts.keys(), trial];

const body = z.object({
  subject: z.object({ iss: z.string(), sub: z.string().regex(/^[\x21-\x7e]{1,255}$/) }),
  reason: z.unknown().optional(),
});
const trialBody = z.object({ state: z.string().regex(/^[\w-]{1,64}$/) });

/** Reads one event. Whatever is wrong with it, it is never about somebody whom it does not name. */
export function securityEventOf(uri: string, event: unknown, issuer: string): SecurityEvent {
  if (uri === trial) {
    const read = trialBody.safeParse(event);
    return { kind: 'trial', state: read.success ? read.data.state : null };
  }
  if (aboutAddresses.includes(uri)) return { kind: 'ignored' };
  const told = aboutAccounts.get(uri);
  if (told === undefined) return { kind: 'unknown' };
  const read = body.safeParse(event);
  if (!read.success || !isIssuer(read.data.subject.iss, issuer)) return { kind: 'ignored' };
  return told(read.data.subject.sub, read.data.reason);
}

/** Google writes itself with a slash at the end in events and without one in ID tokens: either is Google. */
export function isIssuer(text: unknown, issuer: string): boolean {
  return text === issuer || text === issuer.replace(/\/$/, '');
}

function causeOf(reason: unknown): SuspensionCause {
  return reason === 'hijacking' || reason === 'bulk-account' ? reason : 'unknown';
}
