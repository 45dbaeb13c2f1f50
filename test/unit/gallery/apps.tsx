import type { VNode } from 'preact';
import { DisconnectPage } from '../../../src/account/pages/disconnect-page.tsx';
import { ServicesPage } from '../../../src/account/pages/services-page.tsx';
import { AppConsentPage } from '../../../src/oauth/pages/app-consent-page.tsx';
import { DevelopersPage } from '../../../src/oauth/pages/developers-page.tsx';
import { LogoutPage } from '../../../src/oauth/pages/logout-page.tsx';
import { RequestErrorPage } from '../../../src/oauth/pages/request-error-page.tsx';
import { problems } from '../../../src/platform/http/problems.ts';
import type { PageFrame } from '../../../src/ui/site.ts';
import { policy } from './fixtures.ts';
import type { Outsiders } from './fixtures.ts';

export function appPages(
  frame: PageFrame,
  { person: name, app }: Outsiders,
): Record<string, VNode> {
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
      lastUsedAt: policy.since,
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
