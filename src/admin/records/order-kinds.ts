import type { ShownEvent } from '../../activity/sentences.ts';
import type { StaffReason } from '../../links/reasons.ts';
import { sayIn } from '../../words/words.ts';
import type { Say } from '../../words/words.ts';
import type { ShownRecord } from '../pages/records/record-frame.tsx';

/** An order in words, and the event that it will be in the ledger. */
export interface DescribedOrder {
  say: Say;
  title: string;
  button: string;
  /** What happens. */
  children: string;
  action: string;
  event: (reason: StaffReason) => ShownEvent;
}

/** Describes an order for one record; null when there is nothing to give it for. */
export type OrderKind = (shown: ShownRecord) => DescribedOrder | null;

const actor = { kind: 'staff' } as const;

/** Signing a resident out on every browser. */
export const endingSessions: OrderKind = ({ frame, record }) => {
  const say = sayIn(frame.language);
  const { id: residentId, sessions } = record;
  return {
    say,
    title: say('end.h1'),
    children: say('end.p'),
    button: say('end.btn'),
    action: `/staff/records/${residentId}/end-sessions`,
    event: (reason) => ({ type: 'session.ended', actor, residentId, sessions, reason }),
  };
};

/** Letting everything that a resident granted rest. */
export const holding: OrderKind = ({ frame, record }) => {
  const say = sayIn(frame.language);
  const { id: residentId } = record;
  return {
    say,
    title: say('hold.h1'),
    children: say('hold.p'),
    button: say('hold.btn'),
    action: `/staff/records/${residentId}/hold`,
    event: (reason) => ({ type: 'record.held', actor, residentId, reason }),
  };
};

/** Taking from one app what a resident let it do. */
export const disconnecting =
  (appId: string): OrderKind =>
  ({ frame, record }) => {
    const say = sayIn(frame.language);
    const { id: residentId, services } = record;
    const name = services.find((service) => service.appId === appId)?.name;
    if (name === undefined) return null;
    return {
      say,
      title: say('disconnect.h1', { app: name }),
      children: say('disconnect.p', { app: name }),
      button: say('disconnect.btn', { app: name }),
      action: `/staff/records/${residentId}/apps/${appId}/disconnect`,
      event: (reason) => ({ type: 'consent.withdrawn', actor, residentId, appId, reason }),
    };
  };
