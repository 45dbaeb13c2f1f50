import { AppDesk } from '../../../src/apps/app-desk.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { refuseEvents } from '../../support/refused-events.ts';
import { atServer } from '../../support/staff.ts';
import type { CityService } from '../../support/city-service.ts';
import { longName, markup } from '../names.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** City apps in the console, as an operator walks through them. */
export const staffAppPages: readonly PageState[] = [
  { id: 'staff-apps', route: '/staff/apps', reach: at(() => '') },
  { id: 'staff-apps-new', route: '/staff/apps/new', reach: at(() => '/new') },
  {
    id: 'staff-apps-new/wrong',
    route: '/staff/apps/new',
    status: 422,
    isError: true,
    async reach(visitor, parks) {
      await at(() => '/new')(visitor, parks);
      await visitor.press('staff.appform.new.btn');
    },
  },
  {
    id: 'staff-apps-made',
    route: null,
    async reach(visitor, parks) {
      await at(() => '/new')(visitor, parks);
      await fill(visitor);
      await visitor.press('staff.appform.new.btn');
    },
  },
  { id: 'staff-app', route: '/staff/apps/:app', reach: at(({ id }) => `/${id}`) },
  {
    id: 'staff-app/long',
    route: '/staff/apps/:app',
    async reach(visitor, parks) {
      const id = await odd(visitor);
      await at(() => `/${id}`)(visitor, parks);
    },
  },
  {
    id: 'staff-app-deliveries',
    route: '/staff/apps/:app/deliveries',
    reach: at(({ id }) => `/${id}/deliveries`),
  },
  {
    id: 'staff-app-deliveries/given-up',
    route: '/staff/apps/:app/deliveries',
    async reach(visitor, parks) {
      const id = await odd(visitor);
      await refuseEvents(visitor.service, id);
      await at(() => `/${id}/deliveries`)(visitor, parks);
    },
  },
  {
    id: 'staff-app-deliveries/sent-again',
    route: '/staff/apps/:app/deliveries',
    async reach(visitor, parks) {
      const id = await odd(visitor);
      await refuseEvents(visitor.service, id);
      await at(() => `/${id}/deliveries`)(visitor, parks);
      await visitor.press('staff.hears.again.btn');
    },
  },
  { id: 'staff-app-edit', route: '/staff/apps/:app/edit', reach: at(({ id }) => `/${id}/edit`) },
  { id: 'staff-app-test', route: '/staff/apps/:app/test', reach: at(({ id }) => `/${id}/test`) },
  { id: 'staff-app-state', route: '/staff/apps/:app/state', reach: at(({ id }) => `/${id}/state`) },
  {
    id: 'staff-app-secret',
    route: '/staff/apps/:app/secret',
    async reach(visitor, parks) {
      const id = await odd(visitor);
      await at(() => `/${id}/secret`)(visitor, parks);
    },
  },
  {
    id: 'staff-app-secret/running',
    route: '/staff/apps/:app/secret',
    async reach(visitor, parks) {
      const id = await odd(visitor);
      await visitor.service.running.app.get(AppDesk).rotateSecret(atServer, id);
      await at(() => `/${id}/secret`)(visitor, parks);
    },
  },
];

function at(path: (parks: CityService) => string): PageState['reach'] {
  return async (visitor, parks) => {
    await signInAsStaff(visitor, 'operator');
    await visitor.open(`/staff/apps${path(parks)}`);
  };
}

/** An app with everything that could break a page. */
async function odd({ service }: Visitor): Promise<string> {
  const id = `odd-${newId().slice(0, 8)}`;
  const outcome = await service.running.app.get(AppDesk).register(atServer, {
    id,
    name: longName,
    department: markup,
    purpose: markup,
    kind: 'confidential',
    redirectUris: [`https://${id}.example.gov/${'callback'.repeat(20)}`],
    backchannelLogoutUri: `https://${id}.example.gov/${'logout'.repeat(20)}`,
    scopes: ['openid', 'linked_accounts', 'linked_account_ids', 'offline_access'],
    scopesApproved: true,
  });
  if (outcome.kind !== 'registered') throw new Error(outcome.rule);
  return id;
}

async function fill({ page }: Visitor): Promise<void> {
  const fields = {
    id: `made-${newId().slice(0, 8)}`,
    name: 'Pool Pass',
    department: 'Parks and Recreation',
    purpose: 'To book a lane.',
    redirectUris: 'https://pools.example.gov/callback',
  };
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await page.check('#use-server');
}
