import type { VNode } from 'preact';
import type { ChainCheck } from '../../../audit/chain-checks.ts';
import type { Break } from '../../../audit/verdict.ts';
import { Alert } from '../../../ui/alert.tsx';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatCount } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey, Say } from '../../../words/words.ts';

interface CheckResultProps {
  frame: PageFrame;
  check: ChainCheck & { who: string };
  wrong: string | null;
}

const whyWords = {
  changed: 'audit.why.changed',
  missing: 'audit.why.missing',
  inserted: 'audit.why.inserted',
  'not-as-signed': 'audit.why.signed',
  'cut-off': 'audit.why.cut',
  'untrusted-checkpoint': 'audit.why.point',
  'untrusted-beginning': 'audit.why.begin',
} as const satisfies Record<Break, PlainKey>;

/** What a check found: how far everything is as it was sealed, or the first place where it is not. */
export function CheckResult({ frame, check, wrong }: CheckResultProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const { at, who, event } = check;
  const { number } = event;
  const rows: SummaryRow[] = [
    { term: say('audit.chain.at'), value: <Moment frame={frame} at={at} /> },
    { term: say('audit.chain.by'), value: who },
  ];
  if (event.intact) {
    return (
      <>
        <Alert kind="success" isStatus>
          {number === 0 ? say('audit.chain.empty') : say('audit.chain.good', { number })}
        </Alert>
        <SummaryList rows={[...rows, ...reach(frame, check)]} />
      </>
    );
  }
  return (
    <>
      <Alert kind="warning" isStatus>
        {say('audit.chain.bad', { number })}
      </Alert>
      <p>{say('audit.chain.bad.do')}</p>
      <SummaryList
        rows={[{ term: say('audit.chain.why'), value: whyIn(say, event.why) }, ...rows]}
      />
      {wrong !== null && (
        <p>
          <a class="usa-link cl-action" href={pathIn(language, `/staff/audit/entries/${wrong}`)}>
            {say('audit.chain.bad.open')}
          </a>
        </p>
      )}
    </>
  );
}

/** A newer version beside this one may know of further reasons. */
function whyIn(say: Say, why = ''): string {
  return Object.hasOwn(whyWords, why) ? say(whyWords[why as Break]) : why;
}

/** Numbers of entries are no counts: they are asked for as they are written here. */
function reach({ language }: PageFrame, { event }: ChainCheck): SummaryRow[] {
  const say = sayIn(language);
  const { vouched, outside, unsealed } = event;
  return [
    { term: say('audit.chain.vouched'), value: vouched || say('audit.nothing') },
    { term: say('audit.chain.outside'), value: outside || say('audit.chain.outside.none') },
    { term: say('audit.chain.unsealed'), value: formatCount(language, unsealed) },
  ];
}
