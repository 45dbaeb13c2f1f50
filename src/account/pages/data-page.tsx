import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';

export interface DataPageProps {
  frame: PageFrame;
}

/** A copy of everything that is kept, as a file or as a page, and the way to have it all deleted. */
export function DataPage({ frame }: DataPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Layout frame={frame} title={say('data.h1')}>
      <h2>{say('data.copy.h2')}</h2>
      <p>{say('data.copy.p')}</p>
      <p>{say('data.copy.again')}</p>
      <p>{say('data.copy.shared')}</p>
      <Form frame={frame} action="/account/data/file">
        <Actions>
          <Button>{say('data.copy.btn')}</Button>
        </Actions>
      </Form>
      <Form frame={frame} action="/account/data/page">
        <Actions>
          <Button look="outline">{say('data.copy.print')}</Button>
        </Actions>
      </Form>
      <h2>{say('links.delete.h2')}</h2>
      <p>{say('links.delete.p')}</p>
      <ButtonLink look="outline" href={pathIn(frame.language, '/account/delete')}>
        {say('links.delete.btn')}
      </ButtonLink>
      <h2>{say('support.h2')}</h2>
      <p>{say('support.intro')}</p>
      <ButtonLink look="outline" href={pathIn(frame.language, '/account/support-code')}>
        {say('support.link')}
      </ButtonLink>
    </Layout>
  );
}
