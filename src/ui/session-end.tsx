import type { VNode } from 'preact';
import { formatAmount } from '../words/format.ts';
import type { Unit } from '../words/format.ts';
import { pathIn, sayIn } from '../words/words.ts';
import { assetUrl } from './assets.ts';
import { Button } from './button.tsx';
import { Form } from './form.tsx';
import type { Ending, PageFrame } from './site.ts';

interface SessionEndProps {
  frame: PageFrame;
  ending: Ending;
}

/** The script that warns; a page that nobody is signed in on has no script at all. */
export function SessionEndScript(): VNode {
  return <script src={assetUrl('js/session-end.js')} defer />;
}

/**
 * Where the warning before the end of a session will be. The region that is read out is there from the beginning, and
 * empty; the rest stays hidden until the script shows it, so that without scripts nothing appears.
 */
export function SessionEnd({ frame, ending }: SessionEndProps): VNode {
  const { language } = frame;
  const { secondsLeft, canStay, endedPath, askPath, stayPath, signOutPath } = ending;
  const say = sayIn(language);
  return (
    <div
      class="cl-ending"
      data-ending
      data-left={secondsLeft}
      data-can-stay={String(canStay)}
      data-ask={askPath}
      data-ended={pathIn(language, endedPath)}
      data-words={JSON.stringify(wordsIn(frame))}
    >
      <p class="cl-ending__said cl-width" role="status" />
      <section class="cl-width" data-panel hidden aria-labelledby="ending">
        <h2 class="cl-ending__title" id="ending">
          {say('session.warn.h')}
        </h2>
        <div class="cl-ending__choices">
          <div data-stay>
            <Form frame={frame} action={stayPath}>
              <Button>{say('session.warn.stay')}</Button>
            </Form>
          </div>
          <Form frame={frame} action={signOutPath}>
            <Button look="plain">{say('session.warn.out')}</Button>
          </Form>
        </div>
      </section>
    </div>
  );
}

/** What the script says, by the seconds that are left. */
function wordsIn({ language }: PageFrame): Record<string, string> {
  const say = sayIn(language);
  const warning = (amount: number, unit: Unit): string =>
    say('session.warn.p', { time: formatAmount(language, amount, unit) });
  return {
    120: warning(2, 'minute'),
    60: warning(1, 'minute'),
    30: warning(30, 'second'),
    last: say('session.warn.last'),
    stayed: say('session.warn.stayed'),
  };
}
