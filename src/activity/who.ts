import type { EventType, LedgerEvent } from '../ledger/event-catalogue.ts';
import type { Telling } from './names.ts';
import { roleWords } from './reasons.ts';

/** Who did it, in the words that residents read. Staff are named by what they may do, never by who they are. */
export function whoDidIt(event: LedgerEvent, telling: Telling): string {
  const { say } = telling;
  const { kind, id = '' } = event.actor;
  switch (kind) {
    case 'resident':
      return say('activity.who.you');
    case 'staff':
      return cityWorker(event, telling);
    case 'app':
      return isForStaff(event) ? say('activity.who.staff') : telling.app(id);
    case 'provider':
      return telling.provider(id);
    case 'system':
      return say('activity.who.system');
    default:
      return kind satisfies never;
  }
}

function cityWorker(event: LedgerEvent, { say }: Telling): string {
  const role = 'role' in event ? event.role : undefined;
  if (role === undefined) return say('activity.who.staff');
  return say('activity.who.staff.role', { role: say(roleWords[role]) });
}

/** What only staff do. */
export const byStaffOnly: readonly EventType[] = [
  'grant.searched',
  'link.blocked',
  'link.removed',
  'record.found',
  'record.held',
  'record.opened',
  'record.released',
  'record.unmasked',
];

/** Staff work through an app of their own, too. What only staff may do was then done by staff, whose role it hides. */
export function isForStaff(event: LedgerEvent): boolean {
  if (event.actor.kind !== 'app' && event.actor.kind !== 'staff') return false;
  return event.type === 'grant.revoked'
    ? event.cause === 'staff'
    : byStaffOnly.includes(event.type);
}
