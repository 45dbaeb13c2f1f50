import type { VNode } from 'preact';
import { PolicyChangedPage } from '../../../src/account/pages/policy-changed-page.tsx';
import { PolicyDeclinedPage } from '../../../src/account/pages/policy-declined-page.tsx';
import { shownPolicy } from '../../../src/account/shown-policy.ts';
import type { PolicyVersion } from '../../../src/policy/policy-version.ts';
import type { PageFrame } from '../../../src/ui/site.ts';
import { policy } from './fixtures.ts';
import type { Outsiders } from './fixtures.ts';

/** A text in every form it may have, and with markup that must stay text. */
const text = {
  en: 'We keep less.\nAnd for less time.\n\n## What we keep\n- A number\n- A name, if you say so\n  and only then\n\n<b>That is all.</b>',
  es: 'Guardamos menos.\nY por menos tiempo.\n\n## Lo que guardamos\n- Un número\n- Un nombre, si usted quiere\n  y solo entonces\n\n<b>Eso es todo.</b>',
};
const changes = {
  en: ['We keep sign-in notes for one year.', 'City services now see less.'],
  es: ['Guardamos notas de acceso por un año.', 'Los servicios de la ciudad ahora ven menos.'],
};

/** What these pages show of it, line by line. */
export const wordsOfPolicy = Object.values(text)
  .flatMap((own) => own.split(/\n\n|\n(?=- )/))
  .map((part) => part.replace(/^(## |- )/, '').replace(/\s+/g, ' '))
  .flatMap((part) => part.split(/(?<=guardamos|keep) - /))
  .concat(changes.en, changes.es);

const first: PolicyVersion = {
  ...policy,
  asksAgain: false,
  changes: { en: [], es: [] },
  text: null,
  hasStarted: true,
  isOverdue: true,
};
const second: PolicyVersion = {
  version: 2,
  since: new Date('2026-03-01T12:00:00Z'),
  asksAgain: true,
  changes,
  text,
  hasStarted: true,
  isOverdue: false,
};
const third = { ...second, version: 3, since: new Date('2026-05-01T12:00:00Z'), hasStarted: false };

/** The privacy page with built-in words, with a version's own, with one announced, and for one that is not current. */
export const privacyStates = {
  privacy: shownPolicy(first, [first]),
  'privacy/own': shownPolicy(second, [first, second]),
  'privacy/announced': shownPolicy(second, [first, second, third]),
  'privacy/old': shownPolicy(first, [first, second, third]),
  'privacy/coming': shownPolicy(third, [first, second, third]),
};

export function policyPages(frame: PageFrame, { app }: Outsiders): Record<string, VNode> {
  const news = [second];
  const rests = { restsFrom: new Date('2026-04-30T12:00:00Z'), isResting: false };
  const changed = { frame, policy: second, old: 1, news, ...rests };
  return {
    'policy-changed': <PolicyChangedPage {...changed} request="1" />,
    'policy-changed/twice': <PolicyChangedPage {...changed} news={[second, third]} />,
    'policy-changed/resting': <PolicyChangedPage {...changed} isResting />,
    'policy-declined': <PolicyDeclinedPage frame={frame} {...rests} />,
    'policy-declined/from-app': (
      <PolicyDeclinedPage frame={frame} {...rests} app={{ name: app, request: '1' }} />
    ),
  };
}
