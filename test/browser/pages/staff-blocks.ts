import { randomInt } from 'node:crypto';
import { LinkRemoval } from '../../../src/links/link-removal.ts';
import { newPerson } from '../../support/evidence.ts';
import { Household } from '../../support/household.ts';
import { staffMember } from '../../support/staff.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** Letting an account that was kept away be linked again. */
export const staffBlockPages: readonly PageState[] = [
  { id: 'staff-blocks', route: '/staff/blocks', reach: toBlocks },
  {
    id: 'staff-blocks/wrong',
    route: '/staff/blocks',
    status: 422,
    isError: true,
    async reach(visitor) {
      await toBlocks(visitor);
      await visitor.press('staff.blocks.btn');
    },
  },
  {
    id: 'staff-blocks/lifted',
    route: '/staff/blocks',
    async reach(visitor) {
      await toBlock(visitor);
      await visitor.press('staff.block.lift.btn');
    },
  },
  { id: 'staff-block', route: null, reach: toBlock },
  {
    id: 'staff-block-none',
    route: null,
    reach: (visitor) => look(visitor, '104000000000000000000'),
  },
];

async function toBlocks(visitor: Visitor): Promise<void> {
  await signInAsStaff(visitor, 'revoker');
  await visitor.open('/staff/blocks');
}

async function look(visitor: Visitor, subject: string): Promise<void> {
  await toBlocks(visitor);
  await visitor.page.locator('#provider-google').check();
  await visitor.page.locator('#subject').fill(subject);
  await visitor.press('staff.blocks.btn');
}

/** To the block on an account that was linked before. */
async function toBlock(visitor: Visitor): Promise<void> {
  const { service } = visitor;
  const subject = `104${randomInt(1e12)}`;
  const household = await Household.settle(service, 'google', newPerson(service, { subject }));
  const linkId = await household.linkWith('google');
  const order = { linkId, ...staffMember('revoker'), reason: 'security' } as const;
  await service.running.app.get(LinkRemoval).byStaff({ ...order, blockFor: 'month' });
  await look(visitor, subject);
}
