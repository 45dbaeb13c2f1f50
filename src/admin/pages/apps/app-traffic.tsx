import type { VNode } from 'preact';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatSeconds } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import { trafficSeconds } from '../../apps/app-traffics.ts';
import type { AppTraffic } from '../../apps/app-traffics.ts';

interface TrafficProps {
  frame: PageFrame;
  traffic: AppTraffic;
}

/** The last check of a token by an app, and how many of its requests were refused. */
export function Traffic({ frame, traffic }: TrafficProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { lastCheckAt, requests, errors } = traffic;
  const time = formatSeconds(language, trafficSeconds);
  return (
    <>
      {lastCheckAt ? (
        <Moment frame={frame} at={lastCheckAt} />
      ) : (
        say('staff.apps.traffic.never', { time })
      )}
      {requests > 0 && (
        <span class="cl-own-line cl-quiet">
          {say('staff.apps.traffic.errors', { errors, requests })}
        </span>
      )}
    </>
  );
}
