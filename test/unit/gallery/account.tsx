import type { VNode } from 'preact';
import { AccountPage } from '../../../src/account/pages/account-page.tsx';
import { LastLinkPage } from '../../../src/account/pages/last-link-page.tsx';
import { UnlinkPage } from '../../../src/account/pages/unlink-page.tsx';
import { UnlinkedPage } from '../../../src/account/pages/unlinked-page.tsx';
import type { PageFrame } from '../../../src/ui/site.ts';
import { google, facebook, day, otherApp, otherName } from './fixtures.ts';

export function accountPages(frame: PageFrame, name: string): Record<string, VNode> {
  const account = {
    id: '0197',
    provider: google,
    name,
    userId: '104356789012345678901',
    linkedAt: day,
    lastUsedAt: day,
    isCurrent: true,
  };
  const second = { ...account, id: '0198', provider: facebook, name: null, isCurrent: false };
  const providers = [google, facebook].map((one) => ({ ...one, isAvailable: one === google }));
  const residentId = '01890000-0000-7000-8000-000000000001';
  const actor = { kind: 'resident', id: residentId } as const;
  const event = { type: 'resident.created', actor, residentId } as const;
  const line = { id: '7', at: day, what: name, who: name, event };
  const told = { told: [name, otherApp], tokenSeconds: 300 };
  const out = { ...frame, path: '/here?r=1', signedIn: false, ending: undefined };
  return {
    account: (
      <AccountPage frame={frame} accounts={[account, second]} providers={providers} news={[]} />
    ),
    'account/suspended': (
      <AccountPage
        frame={frame}
        accounts={[{ ...account, isSuspended: true }, second]}
        providers={providers}
        news={[]}
      />
    ),
    'account/one': (
      <AccountPage frame={frame} accounts={[account]} providers={providers} news={[line]} />
    ),
    'account/name-changed': (
      <AccountPage
        frame={frame}
        accounts={[account]}
        providers={providers}
        news={[]}
        nameChanges={[
          { provider: 'Google', name, saved: otherName, path: '/account/links/l1/new-name/p1' },
        ]}
      />
    ),
    unlink: <UnlinkPage frame={frame} account={account} others={[second, account]} {...told} />,
    'last-link': <LastLinkPage frame={frame} />,
    'last-link/suspended': <LastLinkPage frame={frame} hasSuspended />,
    'unlink/untold': (
      <UnlinkPage frame={frame} account={account} others={[second]} {...told} told={[]} />
    ),
    unlinked: <UnlinkedPage frame={frame} provider={google} {...told} />,
    'unlinked/signed-out': (
      <UnlinkedPage frame={out} provider={{ label: 'Google' }} {...told} told={[]} />
    ),
  };
}
