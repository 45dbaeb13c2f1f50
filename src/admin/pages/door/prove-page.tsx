import type { VNode } from 'preact';
import { Alert } from '../../../ui/alert.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatSeconds } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import { doorProblems } from './door-problem.ts';
import type { DoorProblem } from './door-problem.ts';
import { PasskeyForm, passkeyScript } from './passkey-form.tsx';

export interface StaffProvePageProps {
  frame: PageFrame;
  options: object;
  /** Where to go on. */
  back: string;
  /** How long the proof counts. */
  seconds: number;
  problem?: DoorProblem;
}

/** Asks for the passkey before something dangerous. The form sends `answer` and `back`. */
export function StaffProvePage(props: StaffProvePageProps): VNode {
  const { frame, options, back, seconds, problem } = props;
  const say = sayIn(frame.language);
  const time = formatSeconds(frame.language, seconds);
  const notice = problem && <Alert kind="warning">{say(doorProblems[problem])}</Alert>;
  return (
    <Layout
      frame={frame}
      title={say('staff.prove.h1')}
      isError={problem !== undefined}
      notice={notice}
      script={passkeyScript}
    >
      <p class="cl-lead">{say('staff.prove.lead')}</p>
      <p>{say('staff.prove.lasts', { time })}</p>
      <PasskeyForm
        frame={frame}
        action="/staff/prove"
        kind="use"
        options={options}
        button={say('staff.prove.btn')}
        hidden={{ back }}
      />
    </Layout>
  );
}
