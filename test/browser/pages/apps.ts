import type { CityService } from '../../support/city-service.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** Pages on the way from a city app and back to it. */
export const appPages: readonly PageState[] = [
  { id: 'start/from-app', route: '/', reach: comeFrom },
  {
    id: 'before-you-go/from-app',
    route: '/link/:provider',
    async reach(visitor, parks) {
      await comeFrom(visitor, parks);
      await visitor.press('start.btn', { provider: 'Facebook' });
    },
  },
  { id: 'linked/from-app', route: '/link/done/:link', reach: signInFrom },
  {
    id: 'app-consent',
    route: '/connect/:request',
    async reach(visitor, parks) {
      await signInFrom(visitor, parks);
      await visitor.press('success.btn.back', { app: 'Parks Pass' });
    },
  },
  {
    id: 'request-error',
    route: '/oauth/authorize',
    status: 400,
    isError: true,
    reach: (visitor, parks) =>
      comeFrom(visitor, parks, { redirect_uri: 'https://elsewhere.example/' }),
  },
  {
    id: 'request-expired',
    route: '/oauth/continue/:request',
    status: 400,
    isError: true,
    reach: (visitor) => visitor.open('/oauth/continue/too-old'),
  },
];

async function comeFrom(
  visitor: Visitor,
  parks: CityService,
  changes: Record<string, string> = {},
): Promise<void> {
  await visitor.open(parks.authorizeUrl({ ui_locales: visitor.language, ...changes }));
}

async function signInFrom(visitor: Visitor, parks: CityService): Promise<void> {
  await comeFrom(visitor, parks);
  await visitor.press('start.btn', { provider: 'Google' });
  await visitor.travel('google');
  await visitor.press('new.btn.no');
  await visitor.save();
}
