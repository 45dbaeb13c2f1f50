import type { INestApplicationContext } from '@nestjs/common';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { LinkSearch } from '../../src/links/link-search.ts';
import type { LinkQuery } from '../../src/links/link-search.ts';
import { SupportAccess } from '../../src/support/support-access.ts';
import { namespace, sharedName } from './seed.ts';
import type { Target } from './seed.ts';

/** Something that staff do with somebody. It throws when that is not what should come of it. */
export interface Task {
  says: string;
  run: (target: Target) => Promise<void>;
}

const staff: StaffMember = { actor: { kind: 'staff', id: 'bench' }, role: 'operator' };

/** All that the promise of 150 ms is about. The last one takes the link away. */
export function staffTasks(app: INestApplicationContext): Task[] {
  const search = app.get(LinkSearch, { strict: false });
  const find = async (query: LinkQuery): Promise<void> => {
    const outcome = await search.find(staff, query);
    if (outcome.kind !== 'found' || outcome.links.length === 0)
      throw new Error('Nobody was found.');
  };
  return [
    {
      says: 'search by resident ID',
      run: ({ residentId }) => find({ by: 'resident-id', residentId }),
    },
    {
      says: 'search by user ID at the provider',
      run: ({ subject }) => find({ by: 'provider-id', namespace, subject }),
    },
    { says: 'search by exact display name', run: ({ name }) => find({ by: 'display-name', name }) },
    { says: 'search by a name that one in 200 has', run: searchingInVain(search) },
    { says: 'open a record with a help code', run: opening(app) },
    { says: 'revoke a link', run: revoking(app) },
  ];
}

function searchingInVain(search: LinkSearch): Task['run'] {
  return async () => {
    const outcome = await search.find(staff, { by: 'display-name', name: sharedName });
    if (outcome.kind !== 'too-many') throw new Error('The name is rarer than it should be.');
  };
}

function opening(app: INestApplicationContext): Task['run'] {
  const access = app.get(SupportAccess, { strict: false });
  return async ({ code }) => {
    const opened = await access.openWithCode(staff, code);
    if (opened.kind !== 'opened') throw new Error('The code opened nothing.');
  };
}

function revoking(app: INestApplicationContext): Task['run'] {
  const removal = app.get(LinkRemoval, { strict: false });
  return async ({ linkId }) => {
    // One person may revoke fifty in an hour, one after the other: here each has somebody of their own.
    const actor = { kind: 'staff', id: linkId } as const;
    const outcome = await removal.byStaff({ ...staff, actor, linkId, reason: 'security' });
    if (outcome.kind !== 'removed') throw new Error('There was nothing to remove.');
  };
}
