import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatExactly } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { ToldEntry } from '../../audit/told-entry.ts';

export interface EntryPageProps {
  frame: PageFrame;
  entry: ToldEntry;
  /** What the resident reads of it; null of what residents do not read. */
  reads: string | null;
}

/** One entry of the ledger with everything it holds. */
export function EntryPage({ frame, entry, reads }: EntryPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const residentId = 'residentId' in entry.event ? entry.event.residentId : undefined;
  return (
    <Layout frame={frame} title={say('audit.entry.h1', { entry: entry.id })}>
      <SummaryList rows={[...told(frame, { entry, reads }), ...sealed(frame, entry)]} />
      <Fields frame={frame} entry={entry} />
      {residentId !== undefined && (
        <p>
          <a
            class="usa-link cl-action"
            href={pathIn(language, `/staff/audit?residentId=${residentId}`)}
          >
            {say('audit.entry.same')}
          </a>
        </p>
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/audit')}>
          {say('audit.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function told(
  { language, site }: PageFrame,
  { entry, reads }: Omit<EntryPageProps, 'frame'>,
): SummaryRow[] {
  const say = sayIn(language);
  const { at, who, what, reason, ticket } = entry;
  const here = formatExactly(language, at, site.timeZone);
  return [
    { term: say('audit.th.what'), value: what },
    ...(reads === null ? [] : [{ term: say('audit.entry.reads'), value: reads }]),
    { term: say('audit.th.who'), value: who },
    { term: say('audit.reason'), value: reason ?? say('audit.nothing') },
    { term: say('audit.entry.ticket'), value: ticket ?? say('audit.nothing') },
    { term: say('audit.entry.here'), value: <time dateTime={at.toISOString()}>{here}</time> },
    { term: say('audit.entry.utc'), value: <code>{at.toISOString()}</code> },
  ];
}

function sealed({ language }: PageFrame, { seal }: ToldEntry): SummaryRow[] {
  const say = sayIn(language);
  if (seal === null) {
    return [{ term: say('audit.entry.number'), value: say('audit.entry.unsealed') }];
  }
  return [
    { term: say('audit.entry.number'), value: String(seal.seq) },
    { term: say('audit.entry.hash'), value: <code class="cl-kid">{seal.hash}</code> },
  ];
}

/** By the names that an export has for them, and as they are. */
function Fields({ frame, entry: { event } }: Omit<EntryPageProps, 'reads'>): VNode {
  const say = sayIn(frame.language);
  const { type, actor, ...rest } = event;
  const fields: Record<string, unknown> = {
    type,
    actor_kind: actor.kind,
    ...(actor.id !== undefined && { actor: actor.id }),
    ...rest,
  };
  return (
    <Table
      caption={say('audit.entry.fields')}
      headings={[say('audit.entry.field'), say('audit.entry.value')]}
      rows={Object.entries(fields).map(([name, value]) => [
        <code>{name}</code>,
        <code class="cl-kid">{typeof value === 'string' ? value : JSON.stringify(value)}</code>,
      ])}
    />
  );
}
