import type { VNode } from 'preact';
import type { CopyHead } from '../../export/copy-file.ts';
import type { CopyPart } from '../../export/data-copies.ts';
import type { KeptRow, KeptTable } from '../../platform/database/kept.ts';
import { Layout } from '../../ui/layout.tsx';
import { SummaryList } from '../../ui/lists.tsx';
import { Parts } from '../../ui/parts.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';
import type { Say } from '../../words/words.ts';
import { shownValue } from './copy-values.ts';

export interface CopyPageProps {
  frame: PageFrame;
  head: CopyHead;
}

/** What the copy is, and then its parts. They are sent one after the other and never are in memory all at once. */
export function CopyPage({ frame, head }: CopyPageProps): VNode {
  const { language, site } = frame;
  const say = sayIn(language);
  const { service, city, madeAt, policy } = head;
  return (
    <Layout frame={frame} title={say('copy.h1')}>
      <p class="cl-lead">{say('copy.what', { service, city })}</p>
      <SummaryList
        rows={[
          { term: say('copy.made'), value: formatDate(language, madeAt, site.timeZone) },
          { term: say('copy.version'), value: policy.version },
        ]}
      />
      <p>{say('copy.not')}</p>
      <Parts />
    </Layout>
  );
}

/** Each part of the copy with its heading, each row a piece of its own. */
export async function* sectionsOf(
  frame: PageFrame,
  parts: readonly CopyPart[],
): AsyncGenerator<VNode> {
  for (const { about, rows } of parts) {
    yield <h2>{sayIn(frame.language)(about.title)}</h2>;
    yield* rowsOf(frame, about, rows);
  }
}

async function* rowsOf(
  frame: PageFrame,
  about: KeptTable,
  rows: CopyPart['rows'],
): AsyncGenerator<VNode> {
  let isEmpty = true;
  for await (const row of rows) {
    isEmpty = false;
    yield <Row frame={frame} about={about} row={row} />;
  }
  if (isEmpty) yield <p>{sayIn(frame.language)('copy.none')}</p>;
}

function Row({ frame, about, row }: { frame: PageFrame; about: KeptTable; row: KeptRow }): VNode {
  const say: Say = sayIn(frame.language);
  const shown = Object.entries(about.fields)
    .map(([name, term]) => ({ term: say(term), value: shownValue(frame, row[name]) }))
    .filter(({ value }) => value !== '');
  return <SummaryList rows={shown} />;
}
