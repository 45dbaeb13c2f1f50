import type { VNode } from 'preact';
import type { ProviderState } from '../../../providers/provider-states.ts';
import { triedSeconds, workedSeconds } from '../../../statistics/provider-figures.ts';
import type { ProviderFigure } from '../../../statistics/provider-figures.ts';
import { SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import {
  formatAmount,
  formatCount,
  formatMoment,
  formatSeconds,
  formatShare,
} from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import { modeWords } from './provider-words.ts';

interface ProviderSummaryProps {
  frame: PageFrame;
  state: ProviderState;
  figure: ProviderFigure;
  /** When the last test signal arrived. Only Google sends any. */
  trialAt: Date | null;
}

/** How a provider stands and how it does. */
export function ProviderSummary({ frame, state, figure, trialAt }: ProviderSummaryProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const recent = formatAmount(language, triedSeconds / 3600, 'hour');
  return (
    <SummaryList
      rows={[
        { term: say('staff.providers.state'), value: <Mode frame={frame} state={state} /> },
        { term: say('staff.providers.worked'), value: lastWorked(frame, figure) },
        { term: say('staff.providers.failed', { time: recent }), value: rate(frame, figure) },
        { term: say('staff.providers.client'), value: <code>{state.clientTail}</code> },
        ...(state.provider.id === 'google'
          ? [{ term: say('staff.providers.trial'), value: lastTrial(frame, trialAt) }]
          : []),
      ]}
    />
  );
}

function Mode({ frame, state }: Pick<ProviderSummaryProps, 'frame' | 'state'>): VNode {
  const { language, site } = frame;
  const { mode, changedAt } = state;
  const say = sayIn(language);
  return (
    <>
      {say(modeWords[mode])}
      {changedAt && (
        <span class="cl-own-line cl-quiet">
          {say('staff.providers.since', { time: formatMoment(language, changedAt, site.timeZone) })}
        </span>
      )}
    </>
  );
}

function lastWorked({ language, site }: PageFrame, { workedHour }: ProviderFigure): string {
  const say = sayIn(language);
  if (workedHour === null) {
    return say('staff.providers.worked.none', { time: formatSeconds(language, workedSeconds) });
  }
  const time = formatMoment(language, workedHour, site.timeZone);
  return say('staff.providers.worked.hour', { time });
}

function lastTrial({ language, site }: PageFrame, at: Date | null): string {
  if (at === null) return sayIn(language)('staff.providers.trial.none');
  return formatMoment(language, at, site.timeZone);
}

function rate({ language }: PageFrame, { tries, failed }: ProviderFigure): string {
  const say = sayIn(language);
  if (tries === 0) return say('staff.providers.failed.none');
  return say('staff.providers.failed.of', {
    failed: formatCount(language, failed),
    tries: formatCount(language, tries),
    percent: formatShare(language, failed / tries),
  });
}
