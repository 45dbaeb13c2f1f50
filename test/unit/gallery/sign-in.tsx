import type { VNode } from 'preact';
import { BeforeYouGoPage } from '../../../src/sign-in/pages/before-you-go-page.tsx';
import { ConflictPage } from '../../../src/sign-in/pages/conflict-page.tsx';
import { LinkedPage } from '../../../src/sign-in/pages/linked-page.tsx';
import { NewAccountPage } from '../../../src/sign-in/pages/new-account-page.tsx';
import { OutcomePage, type Outcome } from '../../../src/sign-in/pages/outcome-page.tsx';
import { ReviewPage } from '../../../src/sign-in/pages/review-page.tsx';
import { SignedOutPage } from '../../../src/sign-in/pages/signed-out-page.tsx';
import { StartPage } from '../../../src/sign-in/pages/start-page.tsx';
import type { PageFrame } from '../../../src/ui/site.ts';
import { google, facebook, policy, day } from './fixtures.ts';
import type { Outsiders } from './fixtures.ts';

export function signInPages(
  out: PageFrame,
  signedIn: PageFrame,
  { person: name, app: appName }: Outsiders,
): Record<string, VNode> {
  const identity = { name, userId: '104356789012345678901' };
  const providers = [google, facebook].map((provider) => ({ ...provider, isAvailable: true }));
  const oneDown = [google, facebook].map((one) => ({ ...one, isAvailable: one === google }));
  const shared = { seconds: 300 };
  const app = { name: appName, request: 'a&b' };
  return {
    start: <StartPage frame={out} providers={providers} />,
    'start/from-app': <StartPage frame={out} providers={oneDown} app={app} />,
    'before-you-go': (
      <BeforeYouGoPage
        frame={out}
        provider={google}
        policy={policy}
        unusedMonths={24}
        shared={shared}
        request="1"
      />
    ),
    'before-you-go/add': (
      <BeforeYouGoPage
        frame={signedIn}
        provider={facebook}
        policy={policy}
        unusedMonths={24}
        shared={shared}
        addTo={{ name }}
      />
    ),
    'new-account': <NewAccountPage frame={out} pending="p1" request="1" />,
    review: <ReviewPage frame={out} pending="p1" provider={google} identity={identity} />,
    'review/no-choice': (
      <ReviewPage frame={out} pending="p1" provider={google} identity={identity} isChoiceMissing />
    ),
    'review/add': (
      <ReviewPage
        frame={signedIn}
        pending="p1"
        provider={facebook}
        identity={identity}
        addTo={{ name }}
      />
    ),
    'review/no-name': (
      <ReviewPage
        frame={out}
        pending="p1"
        provider={facebook}
        identity={{ ...identity, name: null }}
      />
    ),
    linked: <LinkedPage linkId="0197" frame={signedIn} provider={google} linkedAt={day} />,
    'linked/from-app': (
      <LinkedPage
        linkId="0197"
        frame={signedIn}
        provider={google}
        linkedAt={day}
        app={{ name: appName, continueUrl: '/connect?r=1' }}
      />
    ),
    conflict: <ConflictPage frame={signedIn} provider={facebook} helpCode="7K3F-9QTR" />,
    'signed-out': <SignedOutPage frame={out} provider={google} />,
  };
}

export function outcomePages(frame: PageFrame, reason: string): Record<string, VNode> {
  const outcomes: Outcome[] = [
    { kind: 'cancelled', provider: google },
    { kind: 'provider-unavailable', provider: google },
    { kind: 'provider-error', provider: google },
    { kind: 'switched-off', provider: google },
    { kind: 'suspended', provider: google },
    { kind: 'expired', minutes: 10 },
    { kind: 'mismatch' },
    { kind: 'already-linked', provider: google },
    { kind: 'removed', provider: google, on: day, reason, mayLinkAgain: true },
  ];
  return Object.fromEntries(
    outcomes.map((outcome) => [
      `outcome-${outcome.kind}`,
      <OutcomePage frame={frame} outcome={outcome} helpCode="7K3F-9QTR" request="1" />,
    ]),
  );
}
