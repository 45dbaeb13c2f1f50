import type { Config } from '../config/config.ts';
import { hours } from '../kernel/duration.ts';
import { sharedIdleSeconds } from './session-cookie.ts';

/** How long a session that was idle too long is known yet, so that whoever comes back late is told why it ended. */
export const endedSeconds = hours(1);

/** The limits of sessions in the order of the statements: idle, absolute, idle on a shared computer. */
export function limitsOf({ sessions }: Pick<Config, 'sessions'>): readonly number[] {
  return [sessions.idleSeconds, sessions.absoluteSeconds, sharedIdleSeconds];
}
