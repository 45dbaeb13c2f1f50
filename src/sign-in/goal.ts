import { isId } from '../kernel/ids.ts';
import type { ProvedAction } from '../ledger/event-catalogue.ts';

/** What a resident wants to do that needs a fresh proof. */
export interface Goal {
  action: ProvedAction;
  /** For linking: the provider to link, or the identity that waits for a yes. */
  object: string | null;
}

/** The goal that an address or a form names; null when it names none. `isProvider` knows which are switched on. */
export function readGoal(
  action: unknown,
  object: unknown,
  isProvider: (id: string) => boolean,
): Goal | null {
  if (action === 'export' || action === 'erase') return { action, object: null };
  if (action !== 'link' || typeof object !== 'string') return null;
  return isId(object) || isProvider(object) ? { action, object } : null;
}

/** The page of the action, to which a proof leads on. */
export function goalPath({ action, object }: Goal): string {
  switch (action) {
    case 'export':
      return '/account/data';
    case 'erase':
      return '/account/delete';
    case 'link':
      return `/link/${isId(object ?? '') ? 'review/' : ''}${object}`;
    default:
      return action satisfies never;
  }
}
