import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Snippet } from '../../../ui/snippet.tsx';
import { formatCount } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { RetentionRun } from '../../../retention/retention-run.ts';

export interface RunPageProps {
  frame: PageFrame;
  /** How much is due now. */
  due: number;
  /** The newest run as the reader sees it; null when there was none. */
  newest: string | null;
}

/** Deleting what is due before it goes by itself. The form sends `seen`, the newest run that the page knows of. */
export function RunPage({ frame, due, newest }: RunPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const count = formatCount(language, due);
  return (
    <Layout frame={frame} title={say('staff.retentionrun.h1')}>
      <p class="cl-lead">
        {due === 0 ? say('staff.retentionrun.nothing') : say('staff.retentionrun.due', { count })}
      </p>
      <h2>{say('staff.retentionrun.what.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('staff.retentionrun.what.gone')}</li>
        <li>{say('staff.retentionrun.what.certificate')}</li>
        <li>{say('staff.retentionrun.what.ledger')}</li>
      </MarkedList>
      <Form frame={frame} action="/staff/retention/run" hidden={{ seen: newest ?? '' }}>
        <Actions>
          <Button look="danger">{say('staff.retentionrun.btn')}</Button>
          <Back frame={frame} />
        </Actions>
      </Form>
    </Layout>
  );
}

/** What a run certified. */
export function CertificatePage({ frame, run }: { frame: PageFrame; run: RetentionRun }): VNode {
  const say = sayIn(frame.language);
  const { certificate } = run;
  return (
    <Layout frame={frame} title={say('staff.certificate.h1')}>
      {certificate === null ? (
        <p>{say('staff.certificate.none')}</p>
      ) : (
        <>
          <p class="cl-lead">{say('staff.certificate.lead')}</p>
          <SummaryList
            rows={[
              {
                term: say('staff.certificate.hash'),
                value: <code class="cl-kid">{certificate.hash}</code>,
              },
            ]}
          />
          <Snippet lines={certificate.text} />
        </>
      )}
      <Actions>
        <Back frame={frame} />
      </Actions>
    </Layout>
  );
}

function Back({ frame: { language } }: { frame: PageFrame }): VNode {
  return (
    <ButtonLink look="plain" href={pathIn(language, '/staff/retention')}>
      {sayIn(language)('staff.retentionrun.back')}
    </ButtonLink>
  );
}
