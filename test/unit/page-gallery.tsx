import type { VNode } from 'preact';
import { AccountPage } from '../../src/account/pages/account-page.tsx';
import { DisconnectPage } from '../../src/account/pages/disconnect-page.tsx';
import { DeletePage } from '../../src/account/pages/delete-page.tsx';
import { DeletedPage } from '../../src/account/pages/deleted-page.tsx';
import { LastLinkPage } from '../../src/account/pages/last-link-page.tsx';
import { ServicesPage } from '../../src/account/pages/services-page.tsx';
import { UnlinkPage } from '../../src/account/pages/unlink-page.tsx';
import { UnlinkedPage } from '../../src/account/pages/unlinked-page.tsx';
import { AppConsentPage } from '../../src/oauth/pages/app-consent-page.tsx';
import { DevelopersPage } from '../../src/oauth/pages/developers-page.tsx';
import { LogoutPage } from '../../src/oauth/pages/logout-page.tsx';
import { RequestErrorPage } from '../../src/oauth/pages/request-error-page.tsx';
import { CookiesPage } from '../../src/platform/pages/cookies-page.tsx';
import { problems } from '../../src/platform/http/problems.ts';
import { ErrorPage } from '../../src/platform/pages/error-page.tsx';
import { AccessibilityPage } from '../../src/account/pages/accessibility-page.tsx';
import { PrivacyPage } from '../../src/account/pages/privacy-page.tsx';
import { BeforeYouGoPage } from '../../src/sign-in/pages/before-you-go-page.tsx';
import { ConflictPage } from '../../src/sign-in/pages/conflict-page.tsx';
import { LinkedPage } from '../../src/sign-in/pages/linked-page.tsx';
import { NewAccountPage } from '../../src/sign-in/pages/new-account-page.tsx';
import { OutcomePage, type Outcome } from '../../src/sign-in/pages/outcome-page.tsx';
import { ReviewPage } from '../../src/sign-in/pages/review-page.tsx';
import { SignedOutPage } from '../../src/sign-in/pages/signed-out-page.tsx';
import { StartPage } from '../../src/sign-in/pages/start-page.tsx';
import type { PageFrame, Site } from '../../src/ui/site.ts';
import { formatAmount } from '../../src/words/format.ts';
import { languages, sayIn, type Language } from '../../src/words/words.ts';

const site: Site = {
  city: { en: 'City of Riverton', es: 'Ciudad de Riverton' },
  service: 'Civic Link',
  phone: '555-0100',
  hours: { en: 'Monday to Friday, 8 to 5', es: 'de lunes a viernes, de 8 a 5' },
  department: { en: 'the City Clerk', es: 'la Secretaría Municipal' },
  email: 'privacy@riverton.example',
  timeZone: 'America/Chicago',
  simulated: true,
};

const google = {
  id: 'google',
  label: 'Google',
  privacyUrl: 'https://policies.google.com/privacy',
  settingsUrl: 'https://myaccount.google.com/connections',
  hasAccountChooser: true,
};
const facebook = {
  id: 'facebook',
  label: 'Facebook',
  privacyUrl: 'https://www.facebook.com/privacy/policy',
  settingsUrl: 'https://www.facebook.com/settings/?tab=applications',
  hasAccountChooser: false,
};
const policy = { version: 1, since: new Date('2026-01-15T00:00:00Z') };
const day = new Date('2026-07-04T18:00:00Z');
const code = '7K3F-9QTR-2M5X-8VWA-C4HN';

export interface GalleryPage {
  id: string;
  language: Language;
  page: VNode;
}

/** Words that come from outside: from a provider, and from whoever registered a city app. */
export interface Outsiders {
  person: string;
  app: string;
}

/** Every page in every state and language. What follows a slash in an id is a state of the same page. */
export function everyPage(names: Outsiders): GalleryPage[] {
  return languages.flatMap((language) =>
    Object.entries(pagesIn(language, names)).map(([id, page]) => ({ id, language, page })),
  );
}

function frames(language: Language): { signedOut: PageFrame; signedIn: PageFrame } {
  const signedOut = {
    language,
    site,
    path: '/here?r=1',
    csrf: 'csrf-value',
    signedIn: false,
    nav: [],
  };
  const label = sayIn(language)('common.nav.links');
  const nav = [{ path: '/account', label }];
  return { signedOut, signedIn: { ...signedOut, path: '/account', signedIn: true, nav } };
}

function pagesIn(language: Language, names: Outsiders): Record<string, VNode> {
  const { signedOut, signedIn } = frames(language);
  return {
    ...signInPages(signedOut, signedIn, names),
    ...outcomePages(signedOut, names.person),
    ...accountPages(signedIn, names.person),
    ...appPages(signedIn, names),
    ...sitePages(signedOut),
  };
}

function signInPages(
  out: PageFrame,
  signedIn: PageFrame,
  { person: name, app: appName }: Outsiders,
): Record<string, VNode> {
  const identity = { name, userId: '104356789012345678901' };
  const providers = [google, facebook].map((provider) => ({ ...provider, isAvailable: true }));
  const oneDown = [google, facebook].map((one) => ({ ...one, isAvailable: one === google }));
  const app = { name: appName, request: 'a&b' };
  return {
    start: <StartPage frame={out} providers={providers} />,
    'start/from-app': <StartPage frame={out} providers={oneDown} app={app} />,
    'before-you-go': <BeforeYouGoPage frame={out} provider={google} policy={policy} request="1" />,
    'before-you-go/add': (
      <BeforeYouGoPage frame={signedIn} provider={facebook} policy={policy} addTo={{ name }} />
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
    linked: <LinkedPage frame={signedIn} provider={google} linkedAt={day} />,
    'linked/from-app': (
      <LinkedPage
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

function outcomePages(frame: PageFrame, reason: string): Record<string, VNode> {
  const outcomes: Outcome[] = [
    { kind: 'cancelled', provider: google },
    { kind: 'provider-unavailable', provider: google },
    { kind: 'provider-error', provider: google },
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

function accountPages(frame: PageFrame, name: string): Record<string, VNode> {
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
  const providers = [google, facebook];
  return {
    account: <AccountPage frame={frame} accounts={[account, second]} providers={providers} />,
    'account/one': (
      <AccountPage frame={frame} accounts={[account]} providers={providers} message={name} />
    ),
    unlink: <UnlinkPage frame={frame} account={account} others={[second, account]} />,
    'last-link': <LastLinkPage frame={frame} />,
    unlinked: <UnlinkedPage frame={frame} provider={google} />,
    delete: <DeletePage frame={frame} providers={providers} />,
    'delete/unchecked': <DeletePage frame={frame} providers={providers} isUnchecked />,
    deleted: <DeletedPage frame={{ ...frame, signedIn: false }} code={code} />,
  };
}

function appPages(frame: PageFrame, { person: name, app }: Outsiders): Record<string, VNode> {
  const consent = {
    frame,
    app: { name: app, department: { en: app, es: app }, purpose: { en: app, es: app } },
    accounts: [
      { id: '1', provider: 'Google', name, userId: '104356789012345678901', isChosen: false },
      { id: '2', provider: 'Facebook', name: null, userId: '10223344556677889', isChosen: false },
    ],
    lastsDays: 180,
    policy,
    action: '/connect',
    hidden: { r: '1' },
  };
  const services = [
    {
      app: { ...consent.app, id: 'parks' },
      since: policy.since,
      accounts: [
        { provider: 'Google', name, userId: '104356789012345678901' },
        { provider: 'Facebook', name: null, userId: null },
      ],
      stays: true,
    },
  ];
  const places = [{ name: 'discovery', address: 'https://link.example.gov/.well-known/x' }];
  const everything = { names: true, userIds: true, stay: true };
  const nothing = { names: false, userIds: false, stay: false };
  return {
    'app-consent': <AppConsentPage {...consent} asksFor={everything} />,
    'app-consent/one': (
      <AppConsentPage {...consent} asksFor={everything} accounts={consent.accounts.slice(0, 1)} />
    ),
    'app-consent/ids': <AppConsentPage {...consent} asksFor={{ ...nothing, userIds: true }} />,
    'app-consent/least': <AppConsentPage {...consent} asksFor={nothing} />,
    services: <ServicesPage frame={frame} services={services} disconnected={app} />,
    'services/none': <ServicesPage frame={frame} services={[]} />,
    disconnect: (
      <DisconnectPage frame={frame} app={{ ...consent.app, id: 'parks' }} tokenSeconds={300} />
    ),
    'request-error': (
      <RequestErrorPage frame={frame} error="invalid_redirect_uri" helpCode="7K3F-9QTR" />
    ),
    'request-error/app': (
      <RequestErrorPage
        frame={frame}
        app={{ name: app, backUrl: 'https://parks.example/callback?error=invalid_scope' }}
        error="invalid_scope"
        helpCode={null}
      />
    ),
    'request-error/no-way-back': (
      <RequestErrorPage
        frame={frame}
        app={{ name: app, backUrl: null }}
        error="invalid_redirect_uri"
        helpCode={null}
      />
    ),
    logout: <LogoutPage frame={frame} />,
    developers: <DevelopersPage frame={frame} places={places} problems={problems} />,
  };
}

function sitePages(frame: PageFrame): Record<string, VNode> {
  const say = sayIn(frame.language);
  const minutes = (count: number): string => formatAmount(frame.language, count, 'minute');
  const cookies = [
    {
      name: '__Host-session',
      purpose: say('cookies.session.why'),
      ends: say('cookies.session.ends', { idle: minutes(30), longest: minutes(720) }),
    },
    {
      name: '__Host-flow',
      purpose: say('cookies.flow.why'),
      ends: say('cookies.flow.ends', { time: minutes(10) }),
    },
  ];
  const kept = {
    sessionKept: [12, 'hour'],
    answerKept: [10, 'minute'],
    historyKept: [3, 'year'],
  } as const;
  const statuses = [400, 403, 404, 405, 413, 429, 500, 503];
  return {
    cookies: <CookiesPage frame={frame} cookies={cookies} />,
    privacy: (
      <PrivacyPage frame={frame} policy={{ ...policy, ...kept }} providers={[google, facebook]} />
    ),
    accessibility: <AccessibilityPage frame={frame} />,
    ...Object.fromEntries(
      statuses.map((status) => [
        `error-${status}`,
        <ErrorPage frame={frame} status={status} helpCode="7K3F-9QTR" />,
      ]),
    ),
  };
}
