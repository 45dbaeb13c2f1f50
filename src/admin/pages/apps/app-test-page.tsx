import type { VNode } from 'preact';
import type { CheckPoint, Finding } from '../../../apps/app-check.ts';
import type { CityApp } from '../../../apps/city-app.ts';
import type { TrialRequest } from '../../../oauth/trial-request.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';
import { Trial } from './trial.tsx';

export interface AppTestPageProps {
  frame: PageFrame;
  app: CityApp;
  findings: readonly Finding[];
  /** Null for an app that nobody signs in to. */
  trial: TrialRequest | null;
}

/** Where a point can have no other result, the sentence is never said. */
const pointWords: Record<CheckPoint, Partial<Record<Finding['state'], PlainKey>>> = {
  on: { good: 'staff.apptest.on.good', missing: 'staff.apptest.on.missing' },
  rules: { good: 'staff.apptest.rules.good', missing: 'staff.apptest.rules.missing' },
  proof: { good: 'staff.apptest.proof.good', missing: 'staff.apptest.proof.missing' },
  returns: {
    good: 'staff.apptest.returns.good',
    note: 'staff.apptest.returns.note',
    missing: 'staff.apptest.returns.missing',
  },
  openid: { good: 'staff.apptest.openid.good', note: 'staff.apptest.openid.note' },
  spanish: { good: 'staff.apptest.spanish.good', note: 'staff.apptest.spanish.note' },
  old: { good: 'staff.apptest.old.good', note: 'staff.apptest.old.note' },
};

const stateWords = {
  good: 'staff.apptest.good',
  note: 'staff.apptest.note',
  missing: 'staff.apptest.missing',
} as const;

/** What a sign-in to an app would do, and what is missing for it. */
export function AppTestPage({ frame, app, findings, trial }: AppTestPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const isReady = !findings.some(({ state }) => state === 'missing');
  const rows = findings.map(({ point, state }) => [
    say(pointWords[point][state] ?? stateWords[state]),
    say(stateWords[state]),
  ]);
  return (
    <Layout frame={frame} title={say('staff.apptest.h1', { name: app.name })}>
      <p class="cl-lead">{say('staff.apptest.lead')}</p>
      <Alert kind={isReady ? 'success' : 'warning'}>
        {say(isReady ? 'staff.apptest.ready' : 'staff.apptest.unready')}
      </Alert>
      <Table
        caption={say('staff.apptest.table')}
        headings={[say('staff.apptest.th.point'), say('staff.apptest.th.state')]}
        rows={rows}
      />
      {trial === null ? (
        <p>{say('staff.apptest.itself')}</p>
      ) : (
        <Trial frame={frame} app={app} trial={trial} />
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, `/staff/apps/${app.id}`)}>
          {say('staff.app.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
