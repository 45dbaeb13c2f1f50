import type { ComponentChildren, VNode } from 'preact';
import { overAt } from '../../../keys/key-record.ts';
import type { KeyRecord } from '../../../keys/key-record.ts';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatDate, formatMoment } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { stateWords } from './key-words.ts';
import type { KeyTimes } from './keys-page.tsx';

interface RowOptions {
  times: KeyTimes;
  canChange: boolean;
}

/** A key in one line of the table. */
export function keyRow(
  frame: PageFrame,
  key: KeyRecord,
  { times, canChange }: RowOptions,
): ComponentChildren[] {
  const say = sayIn(frame.language);
  const { kid, algorithm, state, madeAt, currentAt, compromised } = key;
  const never = say(state === 'next' ? 'staff.keys.notyet' : 'staff.keys.never');
  return [
    <>
      <code class="cl-kid">{kid}</code>
      <span class="cl-own-line cl-quiet">{algorithm}</span>
    </>,
    <>
      <span class="cl-whole">{say(stateWords[state])}</span>
      {compromised && <span class="cl-own-line cl-quiet">{say('staff.keys.stolen')}</span>}
    </>,
    <Moment frame={frame} at={madeAt} />,
    currentAt ? <Moment frame={frame} at={currentAt} /> : never,
    <>
      {whatComes(frame, key, times)}
      {canChange && !compromised && <RetireLink frame={frame} kid={kid} />}
    </>,
  ];
}

function RetireLink({ frame: { language }, kid }: { frame: PageFrame; kid: string }): VNode {
  const say = sayIn(language);
  return (
    <span class="cl-own-line">
      <a class="usa-link cl-action" href={pathIn(language, `/staff/keys/${kid}/retire`)}>
        {say('staff.keys.retire')} <span class="usa-sr-only">{kid}</span>
      </a>
    </span>
  );
}

function whatComes(frame: PageFrame, key: KeyRecord, times: KeyTimes): string {
  const { language, site } = frame;
  const say = sayIn(language);
  const timeOf = (moment: Date): string => formatMoment(language, moment, site.timeZone);
  const { state, readyAt, retiredAt } = key;
  switch (state) {
    case 'next':
      return readyAt <= times.now
        ? say('staff.keys.ready.now')
        : say('staff.keys.ready.at', { time: timeOf(readyAt) });
    case 'current': {
      const due = new Date(readyAt.getTime() + times.rotateAfterSeconds * 1000);
      return say('staff.keys.due', { date: formatDate(language, due, site.timeZone) });
    }
    case 'previous': {
      const over = overAt(key, times.keepAfterSeconds) ?? readyAt;
      return over <= times.now
        ? say('staff.keys.over.now')
        : say('staff.keys.over.at', { time: timeOf(over) });
    }
    case 'retired':
      return say('staff.keys.gone', { time: timeOf(retiredAt ?? readyAt) });
    default:
      return state satisfies never;
  }
}
