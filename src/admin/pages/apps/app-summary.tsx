import type { ComponentChildren, VNode } from 'preact';
import { assertionKeysOf } from '../../../apps/app-keys.ts';
import type { AppRecord } from '../../../apps/app-record.ts';
import type { CityApp } from '../../../apps/city-app.ts';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMoment } from '../../../words/format.ts';
import { languages, sayIn } from '../../../words/words.ts';
import { useOf } from '../../apps/app-form.ts';
import type { AppTraffic } from '../../apps/app-traffics.ts';
import { Traffic } from './app-traffic.tsx';
import { methodWords, useWords } from './app-words.ts';

interface AppSummaryProps {
  frame: PageFrame;
  record: AppRecord;
  traffic: AppTraffic;
}

/** Everything that is registered of an app, and how it does. */
export function AppSummary({ frame, record, traffic }: AppSummaryProps): VNode {
  const say = sayIn(frame.language);
  const checks = <Traffic frame={frame} traffic={traffic} />;
  const rows = [
    ...whoItIs(frame, record),
    ...howItProvesItself(frame, record),
    ...whatItMayDo(frame, record.app),
    { term: say('staff.app.checks'), value: checks },
  ];
  return <SummaryList rows={rows} />;
}

function whoItIs(frame: PageFrame, { app, registeredAt, pausedAt }: AppRecord): SummaryRow[] {
  const { language, site } = frame;
  const say = sayIn(language);
  const time = pausedAt && formatMoment(language, pausedAt, site.timeZone);
  return [
    { term: say('staff.app.id'), value: <code>{app.id}</code> },
    {
      term: say('staff.app.state'),
      value: time ? say('staff.app.paused', { time }) : say('staff.app.on'),
    },
    { term: say('staff.app.use'), value: say(useWords[useOf(app)]) },
    { term: say('staff.app.department'), value: inEach(app.department) },
    { term: say('staff.app.purpose'), value: inEach(app.purpose) },
    { term: say('staff.app.registered'), value: <Moment frame={frame} at={registeredAt} /> },
  ];
}

function howItProvesItself(frame: PageFrame, record: AppRecord): SummaryRow[] {
  const { app, secretMadeAt, oldSecretEndsAt } = record;
  const { language, site } = frame;
  const say = sayIn(language);
  const timeOf = (moment: Date): string => formatMoment(language, moment, site.timeZone);
  const made = secretMadeAt && say('staff.app.secret.made', { time: timeOf(secretMadeAt) });
  const old = oldSecretEndsAt && say('staff.app.secret.old', { time: timeOf(oldSecretEndsAt) });
  const kids = app.keys && assertionKeysOf(app.keys).map(({ kid = '—' }) => kid);
  return [
    { term: say('staff.app.method'), value: say(methodWords[app.authMethod]) },
    {
      term: say('staff.app.secret'),
      value: made ? linesOf([made, ...(old ? [old] : [])]) : say('staff.app.secret.none'),
    },
    ...(app.keys && kids
      ? [
          {
            term: say('staff.app.keys'),
            value: <code>{[app.keys.algorithm, ...kids].join(' ')}</code>,
          },
        ]
      : []),
  ];
}

function whatItMayDo({ language }: PageFrame, app: CityApp): SummaryRow[] {
  const say = sayIn(language);
  const listed = (values: readonly string[]): ComponentChildren =>
    values.length === 0
      ? say('staff.app.nothing')
      : linesOf(values.map((one) => <code>{one}</code>));
  return [
    { term: say('staff.app.scopes'), value: listed(app.scopes) },
    { term: say('staff.app.returns'), value: listed(app.redirectUris) },
    { term: say('staff.app.byes'), value: listed(app.postLogoutRedirectUris) },
    {
      term: say('staff.app.told'),
      value: listed(app.backchannelLogoutUri === null ? [] : [app.backchannelLogoutUri]),
    },
    { term: say('staff.app.sector'), value: <code>{app.sector}</code> },
    { term: say('staff.app.resource'), value: <code>{app.resource}</code> },
  ];
}

/** Each in its own language; once where both say the same. */
function inEach(text: CityApp['purpose']): ComponentChildren {
  const shown = languages.filter((language) => language === 'en' || text.es !== text.en);
  return linesOf(shown.map((language) => <bdi lang={language}>{text[language]}</bdi>));
}

function linesOf(lines: readonly ComponentChildren[]): ComponentChildren {
  const [only, ...rest] = lines;
  if (rest.length === 0) return <>{only}</>;
  return (
    <>
      {lines.map((line) => (
        <span class="cl-own-line">{line}</span>
      ))}
    </>
  );
}
