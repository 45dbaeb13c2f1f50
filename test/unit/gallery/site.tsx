import type { VNode } from 'preact';
import { CookiesPage } from '../../../src/platform/pages/cookies-page.tsx';
import { ErrorPage } from '../../../src/platform/pages/error-page.tsx';
import { AccessibilityPage } from '../../../src/account/pages/accessibility-page.tsx';
import { PrivacyPage } from '../../../src/account/pages/privacy-page.tsx';
import type { PageFrame } from '../../../src/ui/site.ts';
import { formatAmount } from '../../../src/words/format.ts';
import { sayIn } from '../../../src/words/words.ts';
import { google, facebook } from './fixtures.ts';
import { StatisticsPage } from '../../../src/statistics/pages/statistics-page.tsx';
import { publishedMonth } from '../../support/published-month.ts';
import { privacyStates } from './policy.tsx';

export function sitePages(frame: PageFrame, app: string): Record<string, VNode> {
  const say = sayIn(frame.language);
  const minutes = (count: number): string => formatAmount(frame.language, count, 'minute');
  const cookies = [
    {
      name: '__Host-session',
      purpose: say('cookies.session.why'),
      ends: say('cookies.session.ends', {
        idle: minutes(30),
        shared: minutes(5),
        longest: minutes(720),
      }),
    },
    {
      name: '__Host-flow',
      purpose: say('cookies.flow.why'),
      ends: say('cookies.flow.ends', { time: minutes(10) }),
    },
  ];
  const kept = [
    { clause: 'given', what: say('kept.what.link'), long: say('kept.until.link') },
    { clause: 'happened', what: say('kept.what.history'), long: say('kept.after', { time: 24 }) },
  ] as const;
  const names = { providers: [google, facebook], apps: [{ id: 'parks', name: app }] };
  const statuses = [400, 403, 404, 405, 413, 429, 500, 503];
  return {
    cookies: <CookiesPage frame={frame} cookies={cookies} />,
    ...Object.fromEntries(
      Object.entries(privacyStates).map(([id, shown]) => [
        id,
        <PrivacyPage frame={frame} shown={shown} kept={kept} providers={[google, facebook]} />,
      ]),
    ),
    statistics: <StatisticsPage frame={frame} shown={null} months={[]} names={names} />,
    'statistics-month': (
      <StatisticsPage
        frame={frame}
        shown={publishedMonth}
        months={['2026-11', '2026-10']}
        names={names}
      />
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
