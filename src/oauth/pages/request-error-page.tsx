import type { VNode } from 'preact';
import { Actions, ButtonLink } from '../../ui/button.tsx';
import { HelpCode } from '../../ui/help-code.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Say } from '../../words/words.ts';

export interface RequestErrorPageProps {
  frame: PageFrame;
  /** Given only where the request named a city app we know. */
  app?: {
    name: string;
    /** Where it hears of the mistake; null where no address of it can be trusted. */
    backUrl: string | null;
  };
  /** The fixed code for the app's developers, such as `invalid_redirect_uri`. */
  error: string;
  helpCode: string | null;
}

/** A city app's request that cannot be answered by sending the resident back (RFC 6749 section 4.1.2.1). */
export function RequestErrorPage({ frame, app, error, helpCode }: RequestErrorPageProps): VNode {
  const say = sayIn(frame.language);
  const title = titleOf(say, { app, error });
  return (
    <Layout frame={frame} title={title} isError>
      <p class="cl-lead">{say('apperror.p')}</p>
      <p>{say('apperror.next')}</p>
      <p>{say('apperror.code', { code: error })}</p>
      <Actions>
        {app?.backUrl && (
          <ButtonLink href={app.backUrl}>{say('apperror.btn.back', { app: app.name })}</ButtonLink>
        )}
        <ButtonLink look={app?.backUrl ? 'plain' : 'primary'} href={pathIn(frame.language, '/')}>
          {say('common.btn.start')}
        </ButtonLink>
      </Actions>
      {helpCode !== null && <HelpCode language={frame.language} code={helpCode} />}
    </Layout>
  );
}

/** Whoever took their time is not told that the city service did something wrong. */
function titleOf(say: Say, { app, error }: Pick<RequestErrorPageProps, 'app' | 'error'>): string {
  if (error === 'request_expired') return say('apperror.h1.late');
  return app ? say('apperror.h1.app', { app: app.name }) : say('apperror.h1');
}
