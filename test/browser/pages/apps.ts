import type { CityService } from '../../support/city-service.ts';
import { longName } from '../names.ts';
import { meet } from '../visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const services = '/account/apps';

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
    id: 'app-consent/choice',
    route: '/connect/:request',
    async reach(visitor, parks) {
      await visitor.signIn();
      await visitor.linkAnother('facebook', { person: meet(visitor.service, longName) });
      await comeFrom(visitor, parks);
    },
  },
  {
    id: 'services/none',
    route: services,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.open(services);
    },
  },
  { id: 'services', route: services, reach: connect },
  {
    id: 'disconnect',
    route: '/account/apps/:app/disconnect',
    async reach(visitor, parks) {
      await connect(visitor, parks);
      await visitor.press('apps.btn', { app: 'Parks Pass' });
    },
  },
  {
    id: 'services/disconnected',
    route: services,
    async reach(visitor, parks) {
      await connect(visitor, parks);
      await visitor.press('apps.btn', { app: 'Parks Pass' });
      await visitor.press('apps.dis.yes');
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
    id: 'request-error/way-back',
    route: '/oauth/authorize',
    status: 400,
    isError: true,
    reach: (visitor, parks) => comeFrom(visitor, parks, { scope: 'everything' }),
  },
  {
    id: 'request-expired',
    route: '/oauth/continue/:request',
    status: 400,
    isError: true,
    reach: (visitor) => visitor.open('/oauth/continue/too-old'),
  },
  {
    id: 'logout',
    route: '/oauth/logout',
    async reach(visitor) {
      await visitor.signIn();
      await visitor.open('/oauth/logout');
    },
  },
  {
    id: 'logout/signed-in',
    route: '/oauth/logout/:request',
    async reach(visitor) {
      await visitor.signIn();
      await visitor.open('/oauth/logout/too-old');
    },
  },
];

/** Says yes to the app, and looks at what that has led to. */
async function connect(visitor: Visitor, parks: CityService): Promise<void> {
  await signInFrom(visitor, parks);
  await visitor.press('success.btn.back', { app: 'Parks Pass' });
  await visitor.press('appconsent.btn.yes');
  await visitor.open(services);
}

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
