import type { ComponentChildren, VNode } from 'preact';
import type { OpenedRecord } from '../../../support/opened-record.ts';
import type { Why } from '../../../support/record-access.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey, Say } from '../../../words/words.ts';
import { purposeWords } from './find-page.tsx';
import { shortId } from './short-id.ts';

/** A record that the reader has open, and by which right. */
export interface ShownRecord {
  frame: PageFrame;
  record: OpenedRecord;
  why: Why;
  /** What was just done. */
  done?: string;
}

export type RecordTab = 'links' | 'apps' | 'activity' | 'staff';

const tabs: Readonly<Record<RecordTab, { path: string; label: PlainKey }>> = {
  links: { path: '', label: 'record.tab.links' },
  apps: { path: '/apps', label: 'record.tab.apps' },
  activity: { path: '/activity', label: 'record.tab.activity' },
  staff: { path: '/staff', label: 'record.tab.staff' },
};

interface RecordFrameProps extends ShownRecord {
  tab: RecordTab;
  children: ComponentChildren;
}

/** What stands around each part of a record: whose it is, why it is open, and the way to the other parts. */
export function RecordFrame({ frame, record, why, done, tab, children }: RecordFrameProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const title = `${say('record.h1', { id: shortId(record.id) })}: ${say(tabs[tab].label)}`;
  const notice = done !== undefined && (
    <Alert kind="success" isStatus>
      {done}
    </Alert>
  );
  return (
    <Layout frame={frame} title={title} notice={notice || undefined}>
      <p class="cl-tag">{rightOf(say, why)}</p>
      <nav class="cl-tabs" aria-label={say('record.nav')}>
        <ul>
          {Object.entries(tabs).map(([name, { path, label }]) => (
            <li>
              <a
                href={pathIn(language, `/staff/records/${record.id}${path}`)}
                aria-current={name === tab ? 'page' : undefined}
              >
                {say(label)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Layout>
  );
}

function rightOf(say: Say, why: Why): string {
  if (why.with === 'support-code') return say('record.with.code');
  return say('record.for', { reason: say(purposeWords[why.lookedFor]) });
}
