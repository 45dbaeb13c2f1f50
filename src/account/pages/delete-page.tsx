import type { VNode } from 'preact';
import { provePath } from '../../sign-in/proofs.ts';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatList } from '../../words/format.ts';
import { nameIn, pathIn, sayIn } from '../../words/words.ts';
import { HeldNotice } from './held-notice.tsx';
import { NotUnderstood, Understood } from './understood.tsx';
import type { Name } from '../../words/words.ts';

export interface DeletePageProps {
  frame: PageFrame;
  /** The providers of the linked accounts, each once. */
  providers: readonly { label: Name }[];
  /** Whether the resident has just proved who they are: only then is there a form. */
  isProved: boolean;
  /** When the record is going to be deleted anyway; null when nobody wished for that. */
  deletedBy: Date | null;
  /** True when the form came back without its box checked. */
  isUnchecked?: boolean;
}

/** What deleting the whole record does. The form sends `understood` (yes). */
export function DeletePage(props: DeletePageProps): VNode {
  const { frame, providers, isProved, deletedBy, isUnchecked = false } = props;
  const say = sayIn(frame.language);
  const labels = providers.map(({ label }) => nameIn(frame.language, label));
  const notice = (
    <>
      {isUnchecked && <NotUnderstood say={say} />}
      {deletedBy && <HeldNotice frame={frame} deletedBy={deletedBy} />}
    </>
  );
  const title = say(deletedBy ? 'delete.sooner.h1' : 'delete.h1');
  return (
    <Layout frame={frame} title={title} isError={isUnchecked} notice={notice}>
      <p class="cl-lead">{say('delete.lead')}</p>
      <MarkedList mark="dot">
        <li>{say('delete.1')}</li>
        <li>{say('delete.2')}</li>
        <li>{say('delete.3')}</li>
        <li>{say('delete.4', { providers: formatList(frame.language, labels, 'and') })}</li>
      </MarkedList>
      {isProved ? (
        <DeleteForm frame={frame} isUnchecked={isUnchecked} isDue={deletedBy !== null} />
      ) : (
        <ProofFirst frame={frame} isDue={deletedBy !== null} />
      )}
    </Layout>
  );
}

interface FormProps {
  frame: PageFrame;
  isUnchecked: boolean;
  /** Whether the record is going to be deleted anyway. */
  isDue: boolean;
}

function DeleteForm({ frame, isUnchecked, isDue }: FormProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Form frame={frame} action="/account/delete">
      <Understood say={say} isMissed={isUnchecked} />
      <Actions>
        <Button look="danger">{say('delete.btn.yes')}</Button>
        <Leave frame={frame} isDue={isDue} />
      </Actions>
    </Form>
  );
}

/** Whoever cannot prove it may wait instead, so that nobody who lost an account is kept here for ever. */
function ProofFirst({ frame, isDue }: Omit<FormProps, 'isUnchecked'>): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <>
      <p>{say('delete.again')}</p>
      <Actions>
        <ButtonLink href={pathIn(language, provePath('erase'))}>
          {say('delete.btn.again')}
        </ButtonLink>
        {!isDue && (
          <ButtonLink look="outline" href={pathIn(language, '/account/delete/later')}>
            {say('delete.btn.later')}
          </ButtonLink>
        )}
        <Leave frame={frame} isDue={isDue} />
      </Actions>
    </>
  );
}

/** To leave keeps the record only where nothing else deletes it: no promise where something does. */
function Leave({ frame: { language }, isDue }: Omit<FormProps, 'isUnchecked'>): VNode {
  return (
    <ButtonLink look="plain" href={pathIn(language, '/account')}>
      {sayIn(language)(isDue ? 'delete.btn.back' : 'delete.btn.no')}
    </ButtonLink>
  );
}
