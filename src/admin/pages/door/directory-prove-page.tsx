import type { VNode } from 'preact';
import type { Bilingual } from '../../../config/bilingual.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatSeconds } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import { doorProblems } from './door-problem.ts';
import type { DoorProblem } from './door-problem.ts';

export interface DirectoryProvePageProps {
  frame: PageFrame;
  directory: Bilingual;
  /** Where to go on. */
  back: string;
  /** How long the proof counts. */
  seconds: number;
  problem?: DoorProblem;
}

/** Sends whoever came with a city account there once more before something dangerous. The form sends `back`. */
export function DirectoryProvePage(props: DirectoryProvePageProps): VNode {
  const { frame, directory, back, seconds, problem } = props;
  const { language } = frame;
  const say = sayIn(language);
  const notice = problem && <Alert kind="warning">{say(doorProblems[problem])}</Alert>;
  return (
    <Layout
      frame={frame}
      title={say('staff.directory.prove.h1')}
      isError={problem !== undefined}
      notice={notice}
    >
      <p class="cl-lead">{say('staff.prove.lead')}</p>
      <p>{say('staff.prove.lasts', { time: formatSeconds(language, seconds) })}</p>
      <Form frame={frame} action="/staff/prove/directory" hidden={{ back }}>
        <Actions>
          <Button>{say('staff.directory.prove.btn', { label: directory[language] })}</Button>
        </Actions>
      </Form>
    </Layout>
  );
}
