import type { VNode } from 'preact';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, ButtonLink } from '../../../ui/button.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { PasskeyForm, passkeyScript } from './passkey-form.tsx';

export interface EnrolPageProps {
  frame: PageFrame;
  name: string;
  role: string;
  /** The path of the page itself, which has the secret of the link in it. */
  action: string;
  options: object;
  hasFailed?: boolean;
}

/** Where somebody who was let in makes their first passkey. The form sends `answer`. */
export function EnrolPage(props: EnrolPageProps): VNode {
  const { frame, name, role, action, options, hasFailed } = props;
  const say = sayIn(frame.language);
  const notice = hasFailed && <Alert kind="warning">{say('staff.enrol.failed')}</Alert>;
  return (
    <Layout
      frame={frame}
      title={say('staff.enrol.h1')}
      isError={hasFailed}
      notice={notice}
      script={passkeyScript}
    >
      <p class="cl-lead">{say('staff.enrol.hello', { name, role })}</p>
      <p>{say('staff.enrol.what')}</p>
      <PasskeyForm
        frame={frame}
        action={action}
        kind="make"
        options={options}
        button={say('staff.enrol.btn')}
      />
    </Layout>
  );
}

/** What a link shows that was used, is too old, or never was one. */
export function EnrolOverPage({ frame, seconds }: { frame: PageFrame; seconds: number }): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('staff.enrol.over.h1')} isError>
      <p>{say('staff.enrol.over.p', { time: formatSeconds(language, seconds) })}</p>
      <Actions>
        <ButtonLink href={pathIn(language, '/staff/sign-in')}>
          {say('staff.enrol.over.btn')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
