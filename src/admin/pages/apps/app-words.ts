import type { AuthMethod } from '../../../apps/city-app.ts';
import type { PlainKey } from '../../../words/words.ts';
import type { AppUse } from '../../apps/app-form.ts';

/** How an app proves itself, in words. */
export const methodWords = {
  client_secret_basic: 'staff.app.method.client_secret_basic',
  client_secret_post: 'staff.app.method.client_secret_post',
  private_key_jwt: 'staff.app.method.private_key_jwt',
  none: 'staff.app.method.none',
} as const satisfies Record<AuthMethod, PlainKey>;

/** What kind of app it is, in words. */
export const useWords = {
  server: 'staff.app.use.server',
  device: 'staff.app.use.device',
  service: 'staff.app.use.service',
  both: 'staff.app.use.both',
} as const satisfies Record<AppUse, PlainKey>;
