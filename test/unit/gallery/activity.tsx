import type { VNode } from 'preact';
import { ActivityPage } from '../../../src/account/pages/activity-page.tsx';
import { NotMeDonePage } from '../../../src/account/pages/not-me-done-page.tsx';
import { NotMePage } from '../../../src/account/pages/not-me-page.tsx';
import { SessionEndedPage } from '../../../src/account/pages/session-ended-page.tsx';
import { SessionsPage } from '../../../src/account/pages/sessions-page.tsx';
import type { PageFrame } from '../../../src/ui/site.ts';
import { day } from './fixtures.ts';
import type { Outsiders } from './fixtures.ts';

const limits = { idleSeconds: 1800, longestSeconds: 43_200, isStepLost: false, signInPath: '/' };

export function activityPages(
  out: PageFrame,
  frame: PageFrame,
  { app }: Outsiders,
): Record<string, VNode> {
  const residentId = '01890000-0000-7000-8000-000000000001';
  const actor = { kind: 'resident', id: residentId } as const;
  const event = { type: 'erasure.requested', actor, residentId, days: 7 } as const;
  const other = { type: 'resident.created', actor, residentId } as const;
  const line = { id: '7', at: day, what: app, who: app, event };
  const lines = [line, { ...line, id: '6', event: other }];
  const helpCode = '7K3F-9QTR';
  const ended = { frame: out, ...limits };
  const browser = { id: '1', provider: 'Google', since: day, lastSeenAt: day, isShared: true };
  const browsers = [
    { ...browser, isThis: true },
    { ...browser, isShared: false, isThis: false },
  ];
  const link = { kind: 'link', provider: 'Google' } as const;
  return {
    activity: <ActivityPage frame={frame} part={{ lines, newer: '7', older: '6' }} />,
    'activity/none': <ActivityPage frame={frame} part={{ lines: [], newer: null, older: null }} />,
    'not-me': <NotMePage frame={frame} line={line} stake={{ ...link, now: 'one-of-several' }} />,
    'not-me/only': <NotMePage frame={frame} line={line} stake={{ ...link, now: 'only-one' }} />,
    'not-me/gone': <NotMePage frame={frame} line={line} stake={{ ...link, now: 'gone' }} />,
    'not-me/app': (
      <NotMePage frame={frame} line={line} stake={{ kind: 'app', app, now: 'connected' }} />
    ),
    'not-me/app-gone': (
      <NotMePage frame={frame} line={line} stake={{ kind: 'app', app, now: 'gone' }} />
    ),
    'not-me/wish': <NotMePage frame={frame} line={line} stake={{ kind: 'wish', now: 'waiting' }} />,
    'not-me/code': <NotMePage frame={frame} line={line} stake={{ kind: 'code' }} />,
    'not-me/session': <NotMePage frame={frame} line={line} stake={{ kind: 'session' }} />,
    'not-me-done': (
      <NotMeDonePage frame={out} stake={{ ...link, now: 'gone' }} helpCode={helpCode} />
    ),
    'not-me-done/only': (
      <NotMeDonePage frame={out} stake={{ ...link, now: 'only-one' }} helpCode={helpCode} />
    ),
    'not-me-done/app': (
      <NotMeDonePage frame={out} stake={{ kind: 'app', app, now: 'gone' }} helpCode={helpCode} />
    ),
    'not-me-done/wish': (
      <NotMeDonePage frame={out} stake={{ kind: 'wish', now: 'gone' }} helpCode={helpCode} />
    ),
    'not-me-done/code': <NotMeDonePage frame={out} stake={{ kind: 'code' }} helpCode={helpCode} />,
    'not-me-done/session': (
      <NotMeDonePage frame={out} stake={{ kind: 'session' }} helpCode={helpCode} />
    ),
    sessions: <SessionsPage frame={frame} browsers={browsers} done="one" />,
    'sessions/one': <SessionsPage frame={frame} browsers={browsers.slice(0, 1)} done="others" />,
    'session-ended': <SessionEndedPage {...ended} why="idle" isStepLost />,
    'session-ended/longest': <SessionEndedPage {...ended} why="longest" />,
    'session-ended/ended': <SessionEndedPage {...ended} why="ended" />,
    'session-ended/long-ago': <SessionEndedPage {...ended} why="unknown" />,
  };
}
