import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import { shortId } from '../records/short-id.ts';
import { linksInWords } from './plan-words.ts';
import type { ShownPlan } from './shown-plan.ts';

/** Steps of a plan that take one question. */
export type PlanStep = 'cancel' | 'resume' | 'stop';

interface StepPageProps extends Pick<ShownPlan, 'frame' | 'plan'> {
  step: PlanStep;
}

const words = {
  cancel: ['staff.bulk.cancel.h1', 'staff.bulk.cancel.p', 'staff.bulk.cancel.btn'],
  resume: ['staff.bulk.resume.h1', 'staff.bulk.resume.p', 'staff.bulk.resume.btn'],
  stop: ['staff.bulk.stop.h1', 'staff.bulk.stop.p', 'staff.bulk.stop.btn'],
} as const;

/** Asks once more before a plan is thrown away, goes on, or is stopped for good. The form sends `act`. */
export function StepPage({ frame, plan, step }: StepPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const [heading, what, button] = words[step];
  return (
    <Layout frame={frame} title={say(heading, { id: shortId(plan.id) })}>
      <p class="cl-count">{linksInWords(language, plan.links)}</p>
      <p class="cl-lead">{say(what)}</p>
      <Form frame={frame} action={`/staff/bulk/${plan.id}/${step}`} hidden={{ act: step }}>
        <Actions>
          <Button look="danger">{say(button)}</Button>
          <ButtonLink look="plain" href={pathIn(language, `/staff/bulk/${plan.id}`)}>
            {say('staff.bulk.confirm.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}
