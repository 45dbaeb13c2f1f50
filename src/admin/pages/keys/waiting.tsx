import type { VNode } from 'preact';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { NamedRetirement } from './keys-page.tsx';

interface WaitingProps {
  frame: PageFrame;
  waiting: readonly NamedRetirement[];
  canApprove: boolean;
}

/** Requests to retire a key at once that a second person can still answer. */
export function Waiting({ frame, waiting, canApprove }: WaitingProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Table
      caption={say('staff.keys.waiting.table')}
      headings={[
        say('staff.keys.th.key'),
        say('staff.keys.waiting.th.who'),
        say('staff.keys.waiting.th.until'),
        say('staff.keys.waiting.th.do'),
      ]}
      rows={waiting.map(({ id, kid, who, endsAt }) => [
        <code class="cl-kid">{kid}</code>,
        <bdi>{who ?? say('audit.who.server')}</bdi>,
        <Moment frame={frame} at={endsAt} />,
        canApprove ? (
          <a class="usa-link cl-action" href={pathIn(language, `/staff/keys/retirements/${id}`)}>
            {say('staff.keys.waiting.open')} <span class="usa-sr-only">{kid}</span>
          </a>
        ) : (
          say('staff.keys.waiting.other')
        ),
      ])}
    />
  );
}
