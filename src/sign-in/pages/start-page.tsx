import type { VNode } from 'preact';
import { AgeNotice } from '../../ui/age-notice.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatList } from '../../words/format.ts';
import { nameIn, pathIn, sayIn } from '../../words/words.ts';
import { withRequest, withReturn, type ProviderFacts } from './provider-facts.ts';

export interface StartPageProps {
  frame: PageFrame;
  providers: readonly (Pick<ProviderFacts, 'id' | 'label'> & { isAvailable: boolean })[];
  /** The city app that sent the resident here, and the id of its waiting request. */
  app?: { name: string; request: string };
  /** The page of theirs that a resident goes back to after signing in again. */
  returnTo?: string | null;
}

/** The first page: what this is, and which account to use. */
export function StartPage(props: StartPageProps): VNode {
  const { frame, providers, app } = props;
  const say = sayIn(frame.language);
  const labels = providers.map(({ label }) => nameIn(frame.language, label));
  return (
    <Layout frame={frame} title={say('start.h1')}>
      {app && <p class="cl-from-app">{say('start.from.app', { app: app.name })}</p>}
      <p class="cl-lead">
        {say('start.lead', {
          providers: formatList(frame.language, labels, 'or'),
          city: frame.site.city[frame.language],
        })}
      </p>
      <h2>{say('start.how.h2')}</h2>
      <ol class="usa-list">
        <li>{say('start.how.1')}</li>
        <li>{say('start.how.2')}</li>
        <li>{say('start.how.3')}</li>
      </ol>
      <p>{say('start.time')}</p>
      <AgeNotice frame={frame} />
      <ProviderChoices {...props} />
      <p class="cl-quiet">{say('start.optional')}</p>
    </Layout>
  );
}

function ProviderChoices({ frame, providers, app, returnTo }: StartPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <section aria-labelledby="pick">
      <h2 id="pick">{say('start.pick.h2')}</h2>
      <ul class="cl-providers" role="list">
        {providers.map(({ id, label, isAvailable }) => (
          <li>
            {isAvailable ? (
              <ButtonLink
                look="outline"
                href={pathIn(
                  frame.language,
                  withReturn(withRequest(`/link/${id}`, app?.request), returnTo),
                )}
              >
                {say('start.btn', { provider: label })}
              </ButtonLink>
            ) : (
              say('start.unavailable', { provider: label })
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
