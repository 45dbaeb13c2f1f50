import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Checkbox } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface ErasePageProps {
  frame: PageFrame;
  record: string;
  isUnchecked?: boolean;
}

/** Asks before a whole record is deleted. The form sends `understood` (yes). */
export function ErasePage({ frame, record, isUnchecked = false }: ErasePageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const message = say('erase.missing');
  const notice = isUnchecked && (
    <ErrorSummary
      title={say('common.error.summary')}
      problems={[{ field: 'understood', message }]}
    />
  );
  return (
    <Layout frame={frame} title={say('erase.h1')} isError={isUnchecked} notice={notice}>
      <p class="cl-lead">{say('erase.p')}</p>
      <p>{say('erase.only')}</p>
      <Form frame={frame} action={`/staff/records/${record}/erase`}>
        <Checkbox
          name="understood"
          label={say('erase.check')}
          {...(isUnchecked && { problem: message })}
        />
        <Actions>
          <Button look="danger">{say('erase.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, `/staff/records/${record}`)}>
            {say('order.keep')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

/** The code of the deletion, which is shown here and never again; none when the resident was told one before. */
export function ErasedPage({ frame, code }: { frame: PageFrame; code: string | null }): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('erased.h1')}>
      {code !== null && (
        <>
          <p class="cl-lead">{say('erased.p')}</p>
          <SummaryList
            rows={[{ term: say('erased.code'), value: <span class="cl-code">{code}</span> }]}
          />
        </>
      )}
      <Actions>
        <ButtonLink href={pathIn(language, '/staff/find')}>{say('find.again')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
