import type { VNode } from 'preact';
import type { Bilingual } from '../../../config/bilingual.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { sayIn } from '../../../words/words.ts';
import { doorProblems } from './door-problem.ts';
import type { DoorProblem } from './door-problem.ts';
import { PasskeyForm, passkeyScript } from './passkey-form.tsx';

export interface StaffSignInPageProps {
  frame: PageFrame;
  options: object;
  /** Where to go on. */
  back: string;
  /** What the city's identity provider is called; null where there is none. */
  directory: Bilingual | null;
  problem?: DoorProblem;
}

/** Where staff sign in. The forms send `answer` (what the passkey says) and `back`. */
export function StaffSignInPage(props: StaffSignInPageProps): VNode {
  const { frame, options, back, directory, problem } = props;
  const { language, site } = frame;
  const say = sayIn(language);
  const notice = problem && <Alert kind="warning">{say(doorProblems[problem])}</Alert>;
  return (
    <Layout
      frame={frame}
      title={say('staff.signin.h1')}
      isError={problem !== undefined}
      notice={notice}
      script={passkeyScript}
    >
      <p class="cl-lead">{say('staff.signin.lead', { city: site.city[language] })}</p>
      <PasskeyForm
        frame={frame}
        action="/staff/sign-in"
        kind="use"
        options={options}
        button={say('staff.signin.btn')}
        hidden={{ back }}
      />
      {directory && (
        <>
          <h2>{say('staff.directory.h2')}</h2>
          <Form frame={frame} action="/staff/sign-in/directory" hidden={{ back }}>
            <Button look="outline">
              {say('staff.directory.btn', { label: directory[language] })}
            </Button>
          </Form>
        </>
      )}
      <h2>{say('staff.signin.lost.h2')}</h2>
      <p>{say('staff.signin.lost.p')}</p>
    </Layout>
  );
}
