import type { VNode } from 'preact';
import type { AppRecord } from '../../../apps/app-record.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { AppTraffic } from '../../apps/app-traffics.ts';
import { AppSummary } from './app-summary.tsx';

/** What the page says of what was just done. */
export const appDone = {
  changed: 'staff.app.done.changed',
  paused: 'staff.app.done.paused',
  resumed: 'staff.app.done.resumed',
  ended: 'staff.app.done.ended',
  nothing: 'staff.app.done.nothing',
} as const;

export type AppDone = keyof typeof appDone;

export interface AppPageProps {
  frame: PageFrame;
  record: AppRecord;
  traffic: AppTraffic;
  /** Whether the reader may change the app. */
  canChange: boolean;
  done?: AppDone | undefined;
}

/** One city app: how it is registered, and what can be done about it. */
export function AppPage({ frame, record, traffic, canChange, done }: AppPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const notice = done && (
    <Alert kind="success" isStatus>
      {say(appDone[done])}
    </Alert>
  );
  const to = (path: string): string => pathIn(language, `/staff/apps/${record.app.id}${path}`);
  return (
    <Layout frame={frame} title={say('staff.app.h1', { name: record.app.name })} notice={notice}>
      <h2>{say('staff.app.is')}</h2>
      <AppSummary frame={frame} record={record} traffic={traffic} />
      <h2>{say('staff.app.do')}</h2>
      <Actions>
        <ButtonLink look="outline" href={to('/test')}>
          {say('staff.app.test')}
        </ButtonLink>
        <ButtonLink look="outline" href={to('/deliveries')}>
          {say('staff.app.deliveries')}
        </ButtonLink>
        {canChange && <Changes frame={frame} record={record} to={to} />}
        <ButtonLink look="plain" href={pathIn(language, '/staff/apps')}>
          {say('staff.apps.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

interface ChangesProps extends Pick<AppPageProps, 'frame' | 'record'> {
  to: (path: string) => string;
}

function Changes({ frame, record: { app, secretMadeAt }, to }: ChangesProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <ButtonLink look="outline" href={to('/edit')}>
        {say('staff.app.edit')}
      </ButtonLink>
      {secretMadeAt !== null && (
        <ButtonLink look="outline" href={to('/secret')}>
          {say('staff.app.edit.secret')}
        </ButtonLink>
      )}
      <ButtonLink look="outline" href={to('/state')}>
        {say(app.disabled ? 'staff.app.resume' : 'staff.app.pause')}
      </ButtonLink>
    </>
  );
}
