import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn, type Say } from '../../words/words.ts';
import { namePath } from '../name-path.ts';
import { setbackWords, type WentWrong } from './setback-words.ts';
import type { Name } from '../../words/words.ts';

export interface NamePageProps {
  frame: PageFrame;
  linkId: string;
  provider: { label: Name; isAvailable: boolean };
  /** The name we keep; null where we keep only the user ID. */
  name: string | null;
  /** What the address says was just done; shown only where it can be true. */
  done?: unknown;
  /** What became of a trip that led back here. */
  wentWrong?: WentWrong;
}

/** What we save of one account, and the two ways to change it. */
export function NamePage(props: NamePageProps): VNode {
  const { frame, provider, name, linkId } = props;
  const say = sayIn(frame.language);
  const { label } = provider;
  const words = name === null ? 'name.only-id' : 'name.with-id';
  return (
    <Layout
      frame={frame}
      title={say('name.h1', { provider: label })}
      notice={<Notice say={say} {...props} />}
    >
      <p class="cl-lead">{say(words, { provider: label })}</p>
      <SummaryList rows={[{ term: say('links.name'), value: name ?? say('links.noname') }]} />
      {name !== null && <DropName frame={frame} linkId={linkId} />}
      <AskForName {...props} />
      <Actions>
        <ButtonLink look="plain" href={pathIn(frame.language, '/account')}>
          {say('name.btn.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function DropName({ frame, linkId }: Pick<NamePageProps, 'frame' | 'linkId'>): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('name.drop.h2')}</h2>
      <p>{say('name.drop.p')}</p>
      <Form frame={frame} action={`${namePath(linkId)}/drop`}>
        <Button>{say('name.drop.btn')}</Button>
      </Form>
    </>
  );
}

function AskForName({ frame, linkId, provider, name }: NamePageProps): VNode {
  const say = sayIn(frame.language);
  const { label, isAvailable } = provider;
  return (
    <>
      <h2>{say(name === null ? 'name.ask.h2.none' : 'name.ask.h2')}</h2>
      {isAvailable ? (
        <>
          <p>{say('name.ask.p', { provider: label })}</p>
          <Form frame={frame} action={`${namePath(linkId)}/ask`}>
            <Button look={name === null ? 'primary' : 'outline'}>
              {say('name.ask.btn', { provider: label })}
            </Button>
          </Form>
        </>
      ) : (
        <p>{say('start.unavailable', { provider: label })}</p>
      )}
    </>
  );
}

function Notice({ say, wentWrong, ...props }: NamePageProps & { say: Say }): VNode | null {
  if (wentWrong) {
    return (
      <Alert kind="warning" isStatus>
        {setbackWords(say, wentWrong)}
      </Alert>
    );
  }
  const words = doneWords(say, props);
  if (words === null) return null;
  return (
    <Alert kind="success" isStatus>
      {words}
    </Alert>
  );
}

function doneWords(say: Say, { done, name, provider }: NamePageProps): string | null {
  if (done === 'none') return say('name.done.none', { provider: provider.label });
  if (name === null) return done === 'dropped' ? say('name.done.dropped') : null;
  if (done === 'saved') return say('name.done.saved');
  return done === 'same' ? say('name.done.same', { provider: provider.label }) : null;
}
