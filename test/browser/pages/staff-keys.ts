import { KeyDesk } from '../../../src/keys/key-desk.ts';
import { KeyRetirements } from '../../../src/keys/key-retirements.ts';
import { atServer } from '../../support/staff.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** The keys in the console. What an operator asks an approver answers. */
export const staffKeyPages: readonly PageState[] = [
  {
    id: 'staff-keys',
    route: '/staff/keys',
    reach: (visitor) => open(visitor, '/staff/keys'),
  },
  {
    id: 'staff-keys/waiting',
    route: '/staff/keys',
    async reach(visitor) {
      await asked(visitor);
      await signInAsStaff(visitor, 'approver');
      await visitor.open('/staff/keys');
    },
  },
  {
    id: 'staff-keys-change',
    route: '/staff/keys/change',
    reach: (visitor) => open(visitor, '/staff/keys/change'),
  },
  {
    id: 'staff-keys-change/early',
    route: '/staff/keys/change',
    status: 422,
    isError: true,
    async reach(visitor) {
      await visitor.service.running.app.get(KeyDesk).makeNext(atServer);
      await open(visitor, '/staff/keys/change');
      await visitor.press('staff.keystep.over.btn');
    },
  },
  {
    id: 'staff-key-retire',
    route: '/staff/keys/:key/retire',
    reach: async (visitor) => open(visitor, `/staff/keys/${await kidOf(visitor, 'ES256')}/retire`),
  },
  {
    id: 'staff-key-retire/unchecked',
    route: '/staff/keys/:key/retire',
    status: 422,
    isError: true,
    async reach(visitor) {
      await open(visitor, `/staff/keys/${await kidOf(visitor, 'ES256')}/retire`);
      await visitor.press('staff.keyretire.btn');
    },
  },
  {
    id: 'staff-key-answer',
    route: '/staff/keys/retirements/:request',
    async reach(visitor) {
      const id = await asked(visitor);
      await signInAsStaff(visitor, 'approver');
      await visitor.open(`/staff/keys/retirements/${id}`);
    },
  },
  {
    id: 'staff-key-answer-over',
    route: null,
    status: 404,
    isError: true,
    async reach(visitor) {
      await signInAsStaff(visitor, 'approver');
      await visitor.open('/staff/keys/retirements/nothing');
    },
  },
];

async function open(visitor: Visitor, path: string): Promise<void> {
  await signInAsStaff(visitor, 'operator');
  await visitor.open(path);
}

async function kidOf({ service }: Visitor, algorithm: string): Promise<string> {
  const keys = await service.running.app.get(KeyDesk).list(atServer);
  const key = keys.find((one) => one.state === 'current' && one.algorithm === algorithm);
  return key?.kid ?? '';
}

/** The request about one key that waits, made when there is none. */
async function asked(visitor: Visitor): Promise<string> {
  const retirements = visitor.service.running.app.get(KeyRetirements);
  const kid = await kidOf(visitor, 'RS256');
  await retirements.ask(atServer, kid);
  const waiting = await retirements.waiting(atServer);
  return waiting.find((one) => one.kid === kid)?.id ?? '';
}
