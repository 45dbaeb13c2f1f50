import type { VNode } from 'preact';
import type { ActivityLine, ActivityPart } from '../../../activity/activity-lines.ts';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { RecordFrame } from './record-frame.tsx';
import type { ShownRecord } from './record-frame.tsx';

export interface RecordActivityPageProps extends ShownRecord {
  tab: 'activity' | 'staff';
  part: ActivityPart;
}

/** What happened on a record, or what of it was staff's doing, as the resident reads it. */
export function RecordActivityPage(props: RecordActivityPageProps): VNode {
  const { frame, record, tab, part } = props;
  const { language } = frame;
  const say = sayIn(language);
  const at = (place: string): string =>
    pathIn(language, `/staff/records/${record.id}/${tab}${place}`);
  return (
    <RecordFrame {...props}>
      <p class="cl-lead">{say(tab === 'staff' ? 'record.staff.lead' : 'record.activity.lead')}</p>
      {part.lines.length === 0 ? (
        <p>{say(tab === 'staff' ? 'record.staff.none' : 'activity.none')}</p>
      ) : (
        <Lines frame={frame} lines={part.lines} />
      )}
      {(part.newer ?? part.older) !== null && (
        <nav class="cl-pages" aria-label={say('activity.pages')}>
          {part.newer !== null && (
            <a rel="prev" href={at(`?after=${part.newer}`)}>
              {say('activity.newer')}
            </a>
          )}
          {part.older !== null && (
            <a rel="next" href={at(`?before=${part.older}`)}>
              {say('activity.older')}
            </a>
          )}
        </nav>
      )}
    </RecordFrame>
  );
}

function Lines({ frame, lines }: { frame: PageFrame; lines: readonly ActivityLine[] }): VNode {
  const say = sayIn(frame.language);
  return (
    <Table
      caption={say('activity.table')}
      headings={[say('activity.th.what'), say('activity.th.when'), say('activity.th.who')]}
      rows={lines.map(({ what, at, who }) => [
        <bdi>{what}</bdi>,
        <Moment frame={frame} at={at} />,
        <bdi>{who}</bdi>,
      ])}
    />
  );
}
