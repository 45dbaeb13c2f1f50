import { keepDraft, typedDraft } from '../../support/policy-drafts.ts';
import { publishIn } from '../../support/policy-versions.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** The privacy policy in the console. Each leaves a draft behind, and one a version that is still to come. */
export const staffPolicyPages: readonly PageState[] = [
  {
    id: 'staff-policy',
    route: '/staff/policy',
    async reach(visitor) {
      await signInAsStaff(visitor, 'viewer');
      await visitor.open('/staff/policy');
    },
  },
  { id: 'staff-policy/draft', route: '/staff/policy', reach: (visitor) => toDraft(visitor, '') },
  {
    id: 'staff-policy-draft',
    route: '/staff/policy/draft',
    reach: (visitor) => toDraft(visitor, '/draft'),
  },
  {
    id: 'staff-policy-draft/lacking',
    route: '/staff/policy/draft',
    async reach(visitor) {
      await keepDraft(visitor.service, typedDraft(visitor.service, -40, { changes: none }));
      await signInAsStaff(visitor, 'operator');
      await visitor.open('/staff/policy/draft?done=saved');
    },
  },
  {
    id: 'staff-policy-draft/too-long',
    route: '/staff/policy/draft',
    status: 422,
    isError: true,
    async reach(visitor) {
      await toDraft(visitor, '/draft');
      await visitor.page.locator('#changes-en').fill('A line.\n'.repeat(400));
      await visitor.press('staff.policy.edit.btn');
    },
  },
  {
    id: 'staff-policy-preview',
    route: '/staff/policy/draft/preview',
    reach: (visitor) => toDraft(visitor, '/draft/preview'),
  },
  {
    id: 'staff-policy-publish',
    route: '/staff/policy/draft/publish',
    reach: (visitor) => toDraft(visitor, '/draft/publish'),
  },
  {
    id: 'staff-policy-publish/other-number',
    route: '/staff/policy/draft/publish',
    status: 422,
    isError: true,
    async reach(visitor) {
      await toDraft(visitor, '/draft/publish');
      await visitor.press('staff.policy.publish.btn');
    },
  },
  {
    id: 'staff-policy-discard',
    route: '/staff/policy/draft/discard',
    reach: (visitor) => toDraft(visitor, '/draft/discard'),
  },
  {
    id: 'staff-policy-version',
    route: '/staff/policy/:version',
    async reach(visitor) {
      const version = await publishIn(visitor.service, 300, texts);
      await signInAsStaff(visitor, 'auditor');
      await visitor.open(`/staff/policy/${version}`);
    },
  },
];

const none = { en: '', es: '' };
const texts = {
  en: { changes: ['One.', 'Two.'], text: '## A\n\n- b' },
  es: { changes: ['Uno.', 'Dos.'], text: '## Á\n\n- b' },
};

async function toDraft(visitor: Visitor, path: string): Promise<void> {
  await keepDraft(visitor.service, typedDraft(visitor.service, 400));
  await signInAsStaff(visitor, 'operator');
  await visitor.open(`/staff/policy${path}`);
}
