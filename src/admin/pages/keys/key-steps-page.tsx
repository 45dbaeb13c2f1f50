import type { VNode } from 'preact';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMoment, formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

/** The steps of changing keys, as the forms send them. */
export const keySteps = ['next', 'over', 'old'] as const;
export type KeyStepName = (typeof keySteps)[number];

/** Why a step was not taken. */
export type Setback =
  { kind: 'too-early'; step: KeyStepName; readyAt: Date } | { kind: 'nothing-to-do' };

export interface KeyStepsPageProps {
  frame: PageFrame;
  /** How long apps have a key before it signs. */
  aheadSeconds: number;
  setback?: Setback;
}

const stepWords = {
  next: ['staff.keystep.next.h2', 'staff.keystep.next.p', 'staff.keystep.next.btn'],
  over: ['staff.keystep.over.h2', 'staff.keystep.over.p', 'staff.keystep.over.btn'],
  old: ['staff.keystep.old.h2', 'staff.keystep.old.p', 'staff.keystep.old.btn'],
} as const;

/** Changing keys before they change by themselves. Its forms send `act`: `next`, `over`, `old`. */
export function KeyStepsPage({ frame, aheadSeconds, setback }: KeyStepsPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const time = formatSeconds(language, aheadSeconds);
  return (
    <Layout
      frame={frame}
      title={say('staff.keystep.h1')}
      isError={setback !== undefined}
      notice={setback && <Alert kind="warning">{whyNot(frame, setback)}</Alert>}
    >
      <p class="cl-lead">{say('staff.keystep.lead')}</p>
      {keySteps.map((step) => {
        const [heading, what, button] = stepWords[step];
        return (
          <>
            <h2>{say(heading)}</h2>
            <p>{what === 'staff.keystep.next.p' ? say(what, { time }) : say(what)}</p>
            <Form frame={frame} action="/staff/keys/change" hidden={{ act: step }}>
              <Button look={step === 'old' ? 'danger' : 'outline'}>{say(button)}</Button>
            </Form>
          </>
        );
      })}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/keys')}>
          {say('staff.keystep.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function whyNot({ language, site }: PageFrame, setback: Setback): string {
  const say = sayIn(language);
  if (setback.kind === 'nothing-to-do') return say('staff.keystep.nothing');
  const time = formatMoment(language, setback.readyAt, site.timeZone);
  return say(setback.step === 'next' ? 'staff.keystep.exists' : 'staff.keystep.early', { time });
}
