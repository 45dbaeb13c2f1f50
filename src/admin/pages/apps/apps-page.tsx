import type { VNode } from 'preact';
import type { AppRecord } from '../../../apps/app-record.ts';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { noTraffic } from '../../apps/app-traffics.ts';
import type { TrafficById } from '../../apps/app-traffics.ts';
import { Traffic } from './app-traffic.tsx';

export interface AppsPageProps {
  frame: PageFrame;
  records: readonly AppRecord[];
  traffic: TrafficById;
  /** Whether the reader may register apps. */
  canChange: boolean;
}

/** Every city app, and how it does. */
export function AppsPage({ frame, records, traffic, canChange }: AppsPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('staff.apps.h1')}>
      <p class="cl-lead">{say('staff.apps.lead')}</p>
      {canChange && (
        <Actions>
          <ButtonLink href={pathIn(language, '/staff/apps/new')}>
            {say('staff.apps.register')}
          </ButtonLink>
        </Actions>
      )}
      {records.length === 0 ? (
        <p>{say('staff.apps.none')}</p>
      ) : (
        <Table
          caption={say('staff.apps.table')}
          headings={[
            say('staff.apps.th.name'),
            say('staff.apps.th.state'),
            say('staff.apps.th.asks'),
            say('staff.apps.th.checks'),
          ]}
          rows={records.map((record) => rowOf(frame, record, traffic))}
        />
      )}
    </Layout>
  );
}

function rowOf(
  frame: PageFrame,
  { app: { id, name, department, scopes, disabled } }: AppRecord,
  traffic: AppsPageProps['traffic'],
) {
  const { language } = frame;
  const say = sayIn(language);
  return [
    <>
      <a class="usa-link" href={pathIn(language, `/staff/apps/${id}`)}>
        <bdi>{name}</bdi>
      </a>
      <span class="cl-own-line cl-quiet">
        <bdi>{department[language]}</bdi>
      </span>
    </>,
    say(disabled ? 'staff.apps.paused' : 'staff.apps.on'),
    scopes.length === 0 ? say('staff.app.nothing') : <code>{scopes.join(' ')}</code>,
    <Traffic frame={frame} traffic={traffic.get(id) ?? noTraffic} />,
  ];
}
