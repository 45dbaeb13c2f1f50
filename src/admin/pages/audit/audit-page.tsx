import type { ComponentChildren, VNode } from 'preact';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { queryOf } from '../../audit/asked-filters.ts';
import type { ToldEntry } from '../../audit/told-entry.ts';
import { CopyForms } from './copy-forms.tsx';
import { FilterForm, wrongIn } from './filter-form.tsx';
import type { FilterFormProps } from './filter-form.tsx';

export interface AuditPageProps extends FilterFormProps {
  entries: readonly ToldEntry[];
  /** Whether these are not the newest. */
  isOlder: boolean;
  /** What the next older page is asked for with; null on the last one. */
  older: string | null;
  /** What a copy of these rows is asked for with; null where the reader takes none. */
  copied: Readonly<Record<string, string>> | null;
}

/**
 * The ledger as auditors read it, newest first. What the resident reads of an entry stands on its own page: it is said to
 * them, and would be taken for the reader's here.
 */
export function AuditPage(props: AuditPageProps): VNode {
  const { frame, wrong, entries, isOlder, copied } = props;
  const { language } = frame;
  const say = sayIn(language);
  const problems = wrong.map((field) => ({ field, message: wrongIn(say, field) }));
  const isError = problems.length > 0;
  const notice = isError && (
    <ErrorSummary title={say('common.error.summary')} problems={problems} />
  );
  return (
    <Layout frame={frame} title={say('audit.h1')} isError={isError} isWide notice={notice}>
      <p class="cl-lead">{say('audit.lead')}</p>
      <p>
        <a class="usa-link cl-action" href={pathIn(language, '/staff/audit/chain')}>
          {say('audit.check.link')}
        </a>
      </p>
      <FilterForm {...props} />
      {!isError && <Entries {...props} />}
      {!isError && <Pages {...props} />}
      {!isError && copied && (
        <CopyForms frame={frame} copied={copied} hasRows={entries.length > 0 || isOlder} />
      )}
    </Layout>
  );
}

function Entries({ frame, asked, entries, isOlder }: AuditPageProps): VNode {
  const say = sayIn(frame.language);
  const isLastDay = queryOf(asked) === '';
  const title = say(isLastDay ? 'audit.table.day' : 'audit.table');
  if (entries.length === 0) {
    return (
      <>
        <h2>{title}</h2>
        <p>{say(isLastDay && !isOlder ? 'audit.none.day' : 'audit.none')}</p>
      </>
    );
  }
  return (
    <Table
      caption={title}
      headings={[
        say('audit.th.when'),
        say('audit.th.who'),
        say('audit.th.what'),
        say('audit.th.about'),
        say('audit.th.why'),
      ]}
      rows={entries.map((entry) => rowOf(frame, entry))}
    />
  );
}

function rowOf(frame: PageFrame, entry: ToldEntry): ComponentChildren[] {
  const { language } = frame;
  const say = sayIn(language);
  const { id, at, who, what, about, reason, ticket } = entry;
  return [
    <a class="usa-link" href={pathIn(language, `/staff/audit/entries/${id}`)}>
      <Moment frame={frame} at={at} />
      <span class="cl-own-line">{say('audit.entry.h1', { entry: id })}</span>
    </a>,
    <bdi>{who}</bdi>,
    what,
    about.length === 0
      ? say('audit.nothing')
      : about.map((thing) => (
          <span class="cl-own-line">
            <bdi>{thing}</bdi>
          </span>
        )),
    <>
      {reason ?? (ticket === null && say('audit.nothing'))}
      {ticket !== null && <span class="cl-own-line">{say('audit.ticket', { ticket })}</span>}
    </>,
  ];
}

function Pages({ frame, asked, isOlder, older }: AuditPageProps): VNode | null {
  if (!isOlder && older === null) return null;
  const { language } = frame;
  const say = sayIn(language);
  const to = (more: Record<string, string>): string => {
    const query = queryOf({ ...asked, ...more });
    return pathIn(language, query === '' ? '/staff/audit' : `/staff/audit?${query}`);
  };
  return (
    <nav class="cl-pages" aria-label={say('audit.pages')}>
      {isOlder && (
        <a rel="prev" href={to({})}>
          {say('audit.newest')}
        </a>
      )}
      {older !== null && (
        <a rel="next" href={to({ older })}>
          {say('audit.older')}
        </a>
      )}
    </nav>
  );
}
