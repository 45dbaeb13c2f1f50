import type { VNode } from 'preact';
import { canBeDenied } from '../../disavowal/concern.ts';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { Table } from '../../ui/table.tsx';
import { formatExactly } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { ActivityLine, ActivityPart } from '../../activity/activity-lines.ts';
import { Moment } from '../../ui/moment.tsx';

export interface ActivityPageProps {
  frame: PageFrame;
  part: ActivityPart;
}

/** Everything that happened on a resident's record: what, when and who, the newest first. */
export function ActivityPage({ frame, part }: ActivityPageProps): VNode {
  const say = sayIn(frame.language);
  const { lines } = part;
  const tellApart = counting();
  return (
    <Layout frame={frame} title={say('activity.h1')}>
      <p class="cl-lead">{say('activity.lead')}</p>
      <p>{say('activity.odd')}</p>
      <p>
        <a class="usa-link cl-action" href={pathIn(frame.language, '/account/sessions')}>
          {say('sessions.link')}
        </a>
      </p>
      {lines.length === 0 ? (
        <p>{say('activity.none')}</p>
      ) : (
        <Table
          caption={say('activity.table')}
          headings={[say('activity.th.what'), say('activity.th.when'), say('activity.th.who')]}
          rows={lines.map((line) => [
            <bdi>{line.what}</bdi>,
            <Moment frame={frame} at={line.at} />,
            <Who frame={frame} line={line} tellApart={tellApart} />,
          ])}
        />
      )}
      <Neighbours frame={frame} part={part} />
    </Layout>
  );
}

interface WhoProps {
  frame: PageFrame;
  line: ActivityLine;
  tellApart: (text: string) => string;
}

function Who({ frame, line, tellApart }: WhoProps): VNode {
  const { language, site } = frame;
  return (
    <>
      <bdi>{line.who}</bdi>
      {canBeDenied(line.event) && (
        <div>
          <a
            class="usa-link cl-action"
            href={pathIn(language, `/account/activity/${line.id}/not-me`)}
          >
            {sayIn(language)('activity.notme')}
            <span class="usa-sr-only">
              {tellApart(`: ${line.what}, ${formatExactly(language, line.at, site.timeZone)}`)}
            </span>
          </a>
        </div>
      )}
    </>
  );
}

/** Numbers what it has seen before: of two sign-ins within one second, the second link is called "…, 2". */
function counting(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text}, ${times}`;
  };
}

function Neighbours({ frame, part }: ActivityPageProps): VNode | null {
  const { newer, older } = part;
  const say = sayIn(frame.language);
  const at = (place: string): string => pathIn(frame.language, `/account/activity${place}`);
  if (newer === null && older === null) return null;
  return (
    <nav class="cl-pages" aria-label={say('activity.pages')}>
      {newer !== null && (
        <a rel="prev" href={at(`?after=${newer}`)}>
          {say('activity.newer')}
        </a>
      )}
      {older !== null && (
        <a rel="next" href={at(`?before=${older}`)}>
          {say('activity.older')}
        </a>
      )}
    </nav>
  );
}
