import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount, formatDate, formatList } from '../../words/format.ts';
import { nameIn, pathIn, sayIn } from '../../words/words.ts';
import { NotUnderstood, Understood } from './understood.tsx';
import type { Name } from '../../words/words.ts';

export interface LaterPageProps {
  frame: PageFrame;
  /** The providers of the linked accounts, each once. */
  providers: readonly { label: Name }[];
  /** How long we wait, and until when that would be. */
  days: number;
  by: Date;
  /** A random value: a copy of the form, such as a second click sends, is known by it. */
  form: string;
  isUnchecked?: boolean;
}

/** The way to delete a record for who cannot prove afresh who they are. The form sends `understood` (yes) and `form`. */
export function LaterPage(props: LaterPageProps): VNode {
  const { frame, providers, days, by, form, isUnchecked = false } = props;
  const { language, site } = frame;
  const say = sayIn(language);
  const labels = formatList(
    language,
    providers.map(({ label }) => nameIn(frame.language, label)),
    'or',
  );
  const wait = formatAmount(language, days, 'day');
  const notice = isUnchecked && <NotUnderstood say={say} />;
  return (
    <Layout frame={frame} title={say('later.h1')} isError={isUnchecked} notice={notice}>
      <p class="cl-lead">{say('later.lead', { providers: labels })}</p>
      <MarkedList mark="dot">
        <li>{say('later.1', { wait })}</li>
        <li>{say('later.2')}</li>
        <li>{say('later.3', { date: formatDate(language, by, site.timeZone) })}</li>
      </MarkedList>
      <p>{say('later.why')}</p>
      <Form frame={frame} action="/account/delete/later" hidden={{ form }}>
        <Understood say={say} isMissed={isUnchecked} />
        <Actions>
          <Button look="danger">{say('later.btn', { wait })}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/account')}>
            {say('delete.btn.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
