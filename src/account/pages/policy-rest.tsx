import type { VNode } from 'preact';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';

export interface RestProps {
  frame: PageFrame;
  /** When city services stop getting anything without a yes. */
  restsFrom: Date;
  /** That day has come. */
  isResting: boolean;
}

/** What happens without a yes, and when: nothing is deleted. */
export function Rest({ frame: { language, site }, restsFrom, isResting }: RestProps): VNode {
  const say = sayIn(language);
  const date = formatDate(language, restsFrom, site.timeZone);
  return <p>{isResting ? say('policy.resting') : say('policy.rests', { date })}</p>;
}
