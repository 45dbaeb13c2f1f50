import type { VNode } from 'preact';
import type { LookedFor } from '../../../ledger/event-catalogue.ts';
import type { Trouble } from '../../../platform/http/help-codes.ts';
import type { FoundRecord } from '../../../support/record-search.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatList } from '../../../words/format.ts';
import { nameIn, pathIn, sayIn } from '../../../words/words.ts';
import { shortId } from './short-id.ts';
import type { Name, PlainKey } from '../../../words/words.ts';

/** What a search came to, besides a record that was opened at once. */
export type Found =
  | { kind: 'records'; records: readonly FoundRecord[] }
  | { kind: 'too-many' }
  | { kind: 'deletion'; code: string }
  | { kind: 'trouble'; trouble: Trouble | null };

export interface FoundPageProps {
  frame: PageFrame;
  found: Found;
  lookedFor: LookedFor;
  provider: (id: string) => Name;
}

/** The hits of a search, or what to do without any. Opening one sends `record` and `purpose`. */
export function FoundPage(props: FoundPageProps): VNode {
  const { frame, found } = props;
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={titleOf(props)}>
      {found.kind === 'records' && found.records.length > 0 && (
        <Hits {...props} records={found.records} />
      )}
      {found.kind === 'records' && found.records.length === 0 && (
        <>
          <p>{say('find.none.p')}</p>
          <p>{say('find.none.check')}</p>
        </>
      )}
      {found.kind === 'too-many' && <p>{say('find.many.p')}</p>}
      {found.kind === 'deletion' && (
        <>
          <p>{say('found.deletion.p')}</p>
          <p>
            <a class="usa-link cl-action" href={pathIn(language, `/deletion/${found.code}`)}>
              {say('found.deletion.link')}
            </a>
          </p>
        </>
      )}
      {found.kind === 'trouble' && <ShownTrouble {...props} trouble={found.trouble} />}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/find')}>
          {say('find.again')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function titleOf({ frame, found }: FoundPageProps): string {
  const say = sayIn(frame.language);
  switch (found.kind) {
    case 'records':
      return say(found.records.length === 0 ? 'find.none.h1' : 'found.h1');
    case 'too-many':
      return say('find.many.h1');
    case 'deletion':
      return say('found.deletion.h1');
    case 'trouble':
      return say('found.trouble.h1');
    default:
      return found satisfies never;
  }
}

interface TroubleProps extends Omit<FoundPageProps, 'found'> {
  trouble: Trouble | null;
}

/** What somebody saw who reads out a help code, and the way to their record if they were signed in. */
function ShownTrouble({ frame, lookedFor, trouble }: TroubleProps): VNode {
  const say = sayIn(frame.language);
  if (trouble === null) return <p>{say('found.trouble.none')}</p>;
  const { at, route, problem, residentId } = trouble;
  return (
    <>
      <SummaryList
        rows={[
          { term: say('found.trouble.at'), value: <Moment frame={frame} at={at} /> },
          { term: say('found.trouble.page'), value: route },
          { term: say('found.trouble.what'), value: problem },
        ]}
      />
      {residentId === null ? (
        <p>{say('found.trouble.nobody')}</p>
      ) : (
        <Form
          frame={frame}
          action="/staff/records"
          hidden={{ record: residentId, purpose: lookedFor }}
        >
          <Button>{say('found.open')}</Button>
        </Form>
      )}
    </>
  );
}

interface HitsProps extends Omit<FoundPageProps, 'found'> {
  records: readonly FoundRecord[];
}

const headings = [
  'found.th.name',
  'found.th.accounts',
  'found.th.used',
  'found.th.do',
] as const satisfies PlainKey[];

function Hits({ frame, records, lookedFor, provider }: HitsProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const called = (id: string): string => nameIn(language, provider(id));
  const count = records.length;
  return (
    <>
      <p class="cl-lead">{count === 1 ? say('found.one') : say('found.some', { count })}</p>
      <Table
        caption={say('found.table')}
        headings={headings.map((key) => say(key))}
        rows={records.map(({ residentId, names, providers, lastUsedAt }) => {
          const name =
            names.length > 0 ? formatList(language, names, 'and') : say('found.nameless');
          return [
            <bdi>{name}</bdi>,
            formatList(language, providers.map(called), 'and'),
            <Moment frame={frame} at={lastUsedAt} />,
            <Form
              frame={frame}
              action="/staff/records"
              hidden={{ record: residentId, purpose: lookedFor }}
            >
              <Button look="plain">
                {say('found.open')}{' '}
                <span class="usa-sr-only">
                  {say('found.open.which', { name, id: shortId(residentId) })}
                </span>
              </Button>
            </Form>,
          ];
        })}
      />
    </>
  );
}
