import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';
import type { ShownPlan } from './shown-plan.ts';

/** What the reader may do with plans. */
export interface PlanRights {
  plan: boolean;
  stop: boolean;
  answer: boolean;
}

interface PlanChoicesProps extends Pick<ShownPlan, 'frame' | 'plan' | 'isOwn'> {
  can: PlanRights;
}

type Step = 'confirm' | 'cancel' | 'answer' | 'resume' | 'stop';

const stepLabels = {
  confirm: 'staff.bulk.plan.go',
  cancel: 'staff.bulk.plan.cancel',
  answer: 'staff.bulk.plan.answer',
  resume: 'staff.bulk.plan.resume',
  stop: 'staff.bulk.plan.stop',
} as const satisfies Record<Step, PlainKey>;

const looks = {
  confirm: 'primary',
  cancel: 'plain',
  answer: 'primary',
  resume: 'primary',
  stop: 'plain',
} as const satisfies Record<Step, string>;

/** What the reader can do with a plan as it stands. Pausing takes one press, so that it is quick: it sends `act`. */
export function PlanChoices(props: PlanChoicesProps): VNode | null {
  const { frame, plan, can } = props;
  const { language } = frame;
  const say = sayIn(language);
  const at = `/staff/bulk/${plan.id}`;
  const isMoving = plan.state === 'running' || plan.state === 'waiting';
  const steps = stepsOf(props);
  if (!isMoving && steps.length === 0) return null;
  const links = steps.map((step) => (
    <ButtonLink look={looks[step]} href={pathIn(language, `${at}/${step}`)}>
      {say(stepLabels[step])}
    </ButtonLink>
  ));
  return (
    <Actions>
      {isMoving && (
        <ButtonLink look="outline" href={pathIn(language, at)}>
          {say('staff.bulk.plan.refresh')}
        </ButtonLink>
      )}
      {plan.state === 'running' && can.stop && (
        <Form frame={frame} action={`${at}/stop`} hidden={{ act: 'pause' }}>
          <Button look="outline">{say('staff.bulk.plan.pause')}</Button>
        </Form>
      )}
      {links}
    </Actions>
  );
}

/** The likeliest first. */
function stepsOf({ plan, isOwn, can }: PlanChoicesProps): Step[] {
  switch (plan.state) {
    case 'planned':
      return [...when(can.plan && isOwn, 'confirm'), ...when(can.plan, 'cancel')];
    case 'waiting':
      return [...when(can.answer && !isOwn, 'answer'), ...when(can.plan, 'cancel')];
    case 'running':
      return when(can.stop, 'stop');
    case 'paused':
      return [...when(can.plan, 'resume'), ...when(can.stop, 'stop')];
    case 'finished':
    case 'stopped':
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return [];
    default:
      return plan.state satisfies never;
  }
}

function when(may: boolean, step: Step): Step[] {
  return may ? [step] : [];
}
