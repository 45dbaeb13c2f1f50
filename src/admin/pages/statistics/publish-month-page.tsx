import type { VNode } from 'preact';
import { captionOf } from '../../../statistics/month-tables.tsx';
import type { Table } from '../../../statistics/tables.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Checkboxes } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMonth } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface PublishMonthPageProps {
  frame: PageFrame;
  month: string;
  tables: readonly Table[];
  /** Nothing was chosen. */
  isEmpty: boolean;
}

/** Where a month is published for good. The form sends `table` once for each that everybody may read. */
export function PublishMonthPage({ frame, month, tables, isEmpty }: PublishMonthPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const problem = isEmpty ? say('staff.stats.publish.missing') : undefined;
  const notice = problem !== undefined && (
    <ErrorSummary
      title={say('common.error.summary')}
      problems={[{ field: `table-${tables[0]?.name ?? ''}`, message: problem }]}
    />
  );
  return (
    <Layout
      frame={frame}
      title={say('staff.stats.publish.h1', { month: formatMonth(language, month) })}
      isError={isEmpty}
      notice={notice}
    >
      <p class="cl-lead">{say('staff.stats.publish.lead')}</p>
      <Form frame={frame} action={`/staff/statistics/${month}/publish`}>
        <Checkboxes
          name="table"
          legend={say('staff.stats.publish.tables')}
          hint={say('staff.stats.publish.hint')}
          options={tables.map(({ name }) => {
            return { value: name, label: captionOf(say, name), isChecked: !isEmpty };
          })}
          {...(problem !== undefined && { problem })}
        />
        <Actions>
          <Button look="danger">{say('staff.stats.publish.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, `/staff/statistics/${month}`)}>
            {say('staff.stats.publish.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
