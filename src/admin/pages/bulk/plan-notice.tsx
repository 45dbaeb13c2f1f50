import type { VNode } from 'preact';
import { Alert } from '../../../ui/alert.tsx';
import { formatMoment } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import type { ShownPlan } from './shown-plan.ts';

type Told = Pick<ShownPlan, 'frame' | 'plan' | 'isOwn'>;

/** How a plan stands, in a sentence or two. */
export function PlanNotice(told: Told): VNode {
  const { state } = told.plan;
  const isCalm = state === 'finished' || state === 'running';
  return (
    <Alert kind={isCalm ? 'success' : 'info'} isStatus>
      {sentenceOf(told)}
    </Alert>
  );
}

function sentenceOf({ frame, plan, isOwn }: Told): string {
  const { language, site } = frame;
  const say = sayIn(language);
  const time = formatMoment(language, plan.expiresAt, site.timeZone);
  switch (plan.state) {
    case 'planned':
      return isOwn ? say('staff.bulk.plan.says.own', { time }) : say('staff.bulk.plan.says.other');
    case 'waiting':
      return say(isOwn ? 'staff.bulk.plan.says.asked' : 'staff.bulk.plan.says.waiting', { time });
    case 'running':
      return say('staff.bulk.plan.says.running');
    case 'paused':
      return say('staff.bulk.plan.says.paused');
    case 'finished':
      return say('staff.bulk.plan.says.finished');
    case 'stopped':
      return say('staff.bulk.plan.says.stopped');
    case 'rejected':
      return say('staff.bulk.plan.says.rejected');
    case 'cancelled':
      return say('staff.bulk.plan.says.cancelled');
    case 'expired':
      return say('staff.bulk.plan.says.expired');
    default:
      return plan.state satisfies never;
  }
}
