import type { VNode } from 'preact';
import type { PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { ActivityLine } from '../../activity/activity-lines.ts';
import { Moment } from '../../ui/moment.tsx';

interface SinceLastVisitProps {
  frame: PageFrame;
  /** At most five; the page of activity has them all. */
  lines: readonly ActivityLine[];
}

/** What happened while the resident was away, so that they can see at once what was not them. */
export function SinceLastVisit({ frame, lines }: SinceLastVisitProps): VNode | null {
  if (lines.length === 0) return null;
  const say = sayIn(frame.language);
  return (
    <section class="cl-notices" aria-labelledby="since">
      <h2 id="since">{say('visits.h2')}</h2>
      <ul class="usa-list">
        {lines.map((line) => (
          <li>
            <bdi>{line.what}</bdi>
            <p class="cl-quiet cl-own-line">
              <bdi>{line.who}</bdi>, <Moment frame={frame} at={line.at} />
            </p>
          </li>
        ))}
      </ul>
      <a class="usa-link cl-action" href={pathIn(frame.language, '/account/activity')}>
        {say('visits.more')}
      </a>
    </section>
  );
}
