import type { VNode } from 'preact';
import { AccountPage } from '../../../src/account/pages/account-page.tsx';
import { CopyPage } from '../../../src/account/pages/copy-page.tsx';
import { DataPage } from '../../../src/account/pages/data-page.tsx';
import { DeletePage } from '../../../src/account/pages/delete-page.tsx';
import { DeletedPage } from '../../../src/account/pages/deleted-page.tsx';
import { DeletionStatusPage } from '../../../src/account/pages/deletion-status-page.tsx';
import { LaterDonePage } from '../../../src/account/pages/later-done-page.tsx';
import { LaterPage } from '../../../src/account/pages/later-page.tsx';
import { ReceiptPage } from '../../../src/account/pages/receipt-page.tsx';
import { SupportCodePage } from '../../../src/account/pages/support-code-page.tsx';
import type { PageFrame } from '../../../src/ui/site.ts';
import { code, day, facebook, google } from './fixtures.ts';

/** What residents take away, and how they have everything deleted. */
export function dataPages(
  frame: PageFrame,
  signedOut: PageFrame,
  name: string,
): Record<string, VNode> {
  return {
    ...copies(frame, name),
    ...deleting(frame, signedOut),
    ...statuses(signedOut),
    ...support(frame),
  };
}

function copies(frame: PageFrame, city: string): Record<string, VNode> {
  const policy = { version: '1', url: 'https://link.example.gov/privacy/1' };
  const { language } = frame;
  const head = { language, service: 'Civic Link', city, madeAt: day, policy };
  const receipt = {
    linkId: '0197',
    provider: google,
    isNameKept: true,
    linkedAt: day,
    policyVersion: '1',
    policyUrl: policy.url,
  };
  return {
    data: <DataPage frame={frame} />,
    copy: <CopyPage frame={frame} head={head} />,
    receipt: <ReceiptPage frame={frame} receipt={receipt} />,
    'receipt/no-name': <ReceiptPage frame={frame} receipt={{ ...receipt, isNameKept: false }} />,
  };
}

function deleting(frame: PageFrame, signedOut: PageFrame): Record<string, VNode> {
  const providers = [google, facebook];
  const asked = { frame, providers, deletedBy: null };
  const later = { frame, providers, days: 7, by: day, form: 'random' };
  return {
    delete: <DeletePage {...asked} isProved={false} />,
    'delete/held': <DeletePage {...asked} isProved={false} deletedBy={day} />,
    'delete/proved': <DeletePage {...asked} isProved />,
    'delete/unchecked': <DeletePage {...asked} isProved isUnchecked />,
    'account/held': (
      <AccountPage frame={frame} accounts={[]} providers={[]} news={[]} deletedBy={day} />
    ),
    deleted: <DeletedPage frame={signedOut} code={code} />,
    'deleted/waited': <DeletedPage frame={signedOut} code={null} />,
    later: <LaterPage {...later} />,
    'later/unchecked': <LaterPage {...later} isUnchecked />,
    'later-done': <LaterDonePage frame={frame} code={code} by={day} />,
  };
}

function statuses(frame: PageFrame): Record<string, VNode> {
  return {
    status: <DeletionStatusPage frame={frame} status={null} />,
    'status/working': (
      <DeletionStatusPage frame={frame} status={{ kind: 'working', of: 'record', by: day }} />
    ),
    'status/done': (
      <DeletionStatusPage
        frame={frame}
        status={{ kind: 'done', of: 'record', on: day, restUntil: day }}
      />
    ),
    'status/cancelled': (
      <DeletionStatusPage frame={frame} status={{ kind: 'cancelled', of: 'record', on: day }} />
    ),
    'status/link-working': (
      <DeletionStatusPage frame={frame} status={{ kind: 'working', of: 'link', by: day }} />
    ),
    'status/link-done': (
      <DeletionStatusPage
        frame={frame}
        status={{ kind: 'done', of: 'link', on: day, restUntil: day }}
      />
    ),
    'status/link-cancelled': (
      <DeletionStatusPage frame={frame} status={{ kind: 'cancelled', of: 'link', on: day }} />
    ),
    'status/unknown': <DeletionStatusPage frame={frame} status={{ kind: 'unknown' }} />,
  };
}

function support(frame: PageFrame): Record<string, VNode> {
  const minutes = 15;
  return {
    'support-code': <SupportCodePage frame={frame} minutes={minutes} isLive={false} />,
    'support-code/live': <SupportCodePage frame={frame} minutes={minutes} isLive />,
    'support-code/made': (
      <SupportCodePage frame={frame} minutes={minutes} isLive code="7K3F-9QTR" />
    ),
  };
}
