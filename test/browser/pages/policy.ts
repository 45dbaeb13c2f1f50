import { publishIn } from '../../support/policy-versions.ts';
import type { TestService } from '../../support/service.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const own = {
  en: {
    changes: ['We keep sign-in notes for one year.', 'City services now see less.'],
    text: 'We keep very little.\n\n## What we keep\n\n- A user ID\n- A name, if you want\n\n## <b>Who</b> sees it\n\nYou do.',
  },
  es: {
    changes: ['Guardamos notas de acceso por un año.', 'Los servicios ahora ven menos.'],
    text: 'Guardamos muy poco.\n\n## Lo que guardamos\n\n- Un ID de usuario\n- Un nombre, si quiere\n\n## <b>Quién</b> lo ve\n\nUsted.',
  },
};

/** What residents see of a new privacy policy. The last pages of all, since they leave new versions behind. */
export const policyPages: readonly PageState[] = [
  {
    id: 'privacy/own',
    route: '/privacy',
    async reach(visitor) {
      await begin(visitor.service);
      await visitor.open('/privacy');
    },
  },
  {
    id: 'privacy/old',
    route: '/privacy/:version',
    async reach(visitor) {
      await begin(visitor.service);
      await visitor.open('/privacy/1');
    },
  },
  { id: 'policy-changed', route: '/policy/changed', reach: toQuestion },
  {
    id: 'policy-changed/from-app',
    route: '/policy/changed',
    async reach(visitor, parks) {
      await visitor.signIn();
      await begin(visitor.service);
      await visitor.open(parks.authorizeUrl({ ui_locales: visitor.language }));
    },
  },
  {
    id: 'policy-declined',
    route: '/policy/declined',
    async reach(visitor) {
      await toQuestion(visitor);
      await visitor.press('policy.btn.no');
    },
  },
  {
    id: 'policy-declined/from-app',
    route: '/policy/declined',
    async reach(visitor, parks) {
      await visitor.signIn();
      await begin(visitor.service);
      await visitor.open(parks.authorizeUrl({ ui_locales: visitor.language }));
      await visitor.press('policy.btn.no');
    },
  },
  {
    id: 'privacy/announced',
    route: '/privacy',
    async reach(visitor) {
      await announce(visitor.service);
      await visitor.open('/privacy');
    },
  },
  {
    id: 'privacy/coming',
    route: '/privacy/:version',
    async reach(visitor) {
      await announce(visitor.service);
      await visitor.open('/privacy');
      await visitor.press('privacy.coming.link');
    },
  },
];

async function toQuestion(visitor: Visitor): Promise<void> {
  await visitor.signIn();
  await begin(visitor.service);
  await visitor.open('/link/facebook');
}

/** A version that asks again begins now. */
async function begin(service: TestService): Promise<void> {
  await takeBackAnnounced(service);
  await service.travel(2);
  await publishIn(service, 0, own);
  await service.travel(2);
}

/** A process remembers what was announced before, so that each one begins a day later. */
let daysAhead = 30;

async function announce(service: TestService): Promise<void> {
  await takeBackAnnounced(service);
  daysAhead += 1;
  await publishIn(service, daysAhead, own);
}

/** No version can begin before one that is announced, so the pages before this one must leave none. */
async function takeBackAnnounced(service: TestService): Promise<void> {
  await service.database.query('delete from civic.policy_version where starts_at > civic.now()');
}
