import type { VNode } from 'preact';
import type { CityApp } from '../../../apps/city-app.ts';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Snippet } from '../../../ui/snippet.tsx';
import { formatMoment } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { settingOf, snippetOf } from './snippet.ts';

export interface MadePageProps {
  frame: PageFrame;
  app: CityApp;
  /** Shown here and never again; null for an app that has none. */
  secret: string | null;
  issuer: string;
  /** Whether the app is new, or just its secret. */
  isNew: boolean;
  /** Until when the secret before works as well. */
  oldSecretEndsAt: Date | null;
}

/** What the people who run an app must be given, right after it was made. */
export function MadePage(props: MadePageProps): VNode {
  const { frame, app, secret, issuer, isNew, oldSecretEndsAt } = props;
  const { language, site } = frame;
  const say = sayIn(language);
  const time = oldSecretEndsAt && formatMoment(language, oldSecretEndsAt, site.timeZone);
  const name = settingOf(app);
  return (
    <Layout frame={frame} title={say(isNew ? 'staff.appmade.h1' : 'staff.appmade.secret.h1')}>
      {secret !== null && <p class="cl-lead">{say('staff.appmade.secret.p')}</p>}
      <SummaryList
        rows={[
          { term: say('staff.app.id'), value: <code>{app.id}</code> },
          ...(secret === null
            ? []
            : [{ term: say('staff.app.secret'), value: <code>{secret}</code> }]),
        ]}
      />
      {time && <p>{say('staff.appmade.old', { time })}</p>}
      <h2>{say('staff.appmade.snippet.h2')}</h2>
      {name !== null && <p>{say('staff.appmade.snippet.p', { name })}</p>}
      <Snippet lines={snippetOf(app, issuer)} />
      <p>
        <a class="usa-link" href={pathIn(language, '/developers')}>
          {say('staff.appmade.docs')}
        </a>
      </p>
      <Actions>
        <ButtonLink href={pathIn(language, `/staff/apps/${app.id}`)}>
          {say('staff.appmade.go')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
