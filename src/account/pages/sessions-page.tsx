import type { VNode } from 'preact';
import { Alert } from '../../ui/alert.tsx';
import { Actions, Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Card, CardList, SummaryList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatMoment } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';
import { Moment } from '../../ui/moment.tsx';
import type { Name } from '../../words/words.ts';

/** A browser somebody is signed in with, as the page shows it. */
export interface ShownBrowser {
  id: string;
  provider: Name;
  since: Date;
  lastSeenAt: Date;
  isShared: boolean;
  /** Whether it is the one that shows the page. */
  isThis: boolean;
}

export interface SessionsPageProps {
  frame: PageFrame;
  /** This one among them. */
  browsers: readonly ShownBrowser[];
  /** What was just ended. */
  done?: 'one' | 'others';
}

/** Where a resident is signed in, and how to end each of them but this one, which is what signing out is for. */
export function SessionsPage({ frame, browsers, done }: SessionsPageProps): VNode {
  const say = sayIn(frame.language);
  const notice = done && (
    <Alert kind="success" isStatus>
      {say(done === 'one' ? 'sessions.done' : 'sessions.done.others')}
    </Alert>
  );
  return (
    <Layout frame={frame} title={say('sessions.h1')} notice={notice}>
      <p class="cl-lead">{say('sessions.lead')}</p>
      {browsers.length === 1 && <p>{say('sessions.one')}</p>}
      <CardList>
        {browsers.map((browser) => (
          <BrowserCard frame={frame} browser={browser} />
        ))}
      </CardList>
      {browsers.length > 1 && (
        <Form frame={frame} action="/account/sessions/end-others">
          <Actions>
            <Button look="outline">{say('sessions.end.others')}</Button>
          </Actions>
        </Form>
      )}
    </Layout>
  );
}

function BrowserCard({ frame, browser }: { frame: PageFrame; browser: ShownBrowser }): VNode {
  const { language, site } = frame;
  const { id, provider, since, lastSeenAt, isShared, isThis } = browser;
  const say = sayIn(language);
  const date = formatMoment(language, lastSeenAt, site.timeZone);
  return (
    <Card title={say('sessions.with', { provider })}>
      {isThis && <p class="cl-tag">{say('sessions.this')}</p>}
      <SummaryList
        rows={[
          { term: say('sessions.since'), value: <Moment frame={frame} at={since} /> },
          { term: say('sessions.seen'), value: <Moment frame={frame} at={lastSeenAt} /> },
          { term: say('sessions.shared'), value: say(isShared ? 'sessions.yes' : 'sessions.no') },
        ]}
      />
      {!isThis && (
        <Form frame={frame} action={`/account/sessions/${id}/end`}>
          <Button look="outline">{say('sessions.end', { date })}</Button>
        </Form>
      )}
    </Card>
  );
}
