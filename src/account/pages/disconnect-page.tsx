import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatAmount } from '../../words/format.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { ConnectedService } from './services-page.tsx';

export interface DisconnectPageProps {
  frame: PageFrame;
  app: ConnectedService['app'];
  /** How long a token that was given out may go on working where nobody asks us. */
  tokenSeconds: number;
}

/** What disconnecting a city service does, before it is done. */
export function DisconnectPage({ frame, app, tokenSeconds }: DisconnectPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const time = formatAmount(language, Math.ceil(tokenSeconds / 60), 'minute');
  const { name } = app;
  return (
    <Layout frame={frame} title={say('apps.dis.h1', { app: name })}>
      <p>{say('apps.dis.lead')}</p>
      <MarkedList mark="dot">
        <li>{say('apps.dis.1', { app: name, time })}</li>
        <li>{say('apps.dis.2', { app: name, department: app.department[language] })}</li>
        <li>{say('apps.dis.3', { app: name })}</li>
      </MarkedList>
      <Form frame={frame} action={`/account/apps/${app.id}/disconnect`}>
        <Actions>
          <Button look="danger">{say('apps.dis.yes')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/account/apps')}>
            {say('apps.dis.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
