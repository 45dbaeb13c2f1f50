import type { VNode } from 'preact';
import { Actions, Button } from '../../../ui/button.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

interface PasskeyFormProps {
  frame: PageFrame;
  action: string;
  /** Whether the browser is to make a passkey or to use one. */
  kind: 'make' | 'use';
  /** What the browser needs for it (WebAuthn Level 3 §5.1.8). */
  options: object;
  button: string;
  hidden?: Readonly<Record<string, string>>;
}

/** The script of every page with a passkey form. */
export const passkeyScript = 'js/passkey.js';

/** A button for which the browser asks for a passkey; its answer travels in the form. */
export function PasskeyForm(props: PasskeyFormProps): VNode {
  const { frame, action, kind, options, button, hidden = {} } = props;
  const say = sayIn(frame.language);
  const values = Object.entries({ ...hidden, answer: '', _csrf: frame.csrf ?? '' });
  return (
    <form
      method="post"
      action={pathIn(frame.language, action)}
      class="cl-form"
      data-passkey={kind}
      data-options={JSON.stringify(options)}
      data-words={JSON.stringify(wordsIn(frame))}
    >
      {values.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <noscript>
        <p>{say('staff.passkey.noscript')}</p>
      </noscript>
      <p role="status" class="cl-said" />
      <Actions>
        <Button>{button}</Button>
      </Actions>
    </form>
  );
}

/** What the script says, by the name of the error (WebAuthn Level 3 §5.1.3 and §5.1.4). */
function wordsIn({ language }: PageFrame): Record<string, string> {
  const say = sayIn(language);
  return {
    waiting: say('staff.passkey.waiting'),
    unable: say('staff.passkey.unable'),
    NotAllowedError: say('staff.passkey.cancelled'),
    InvalidStateError: say('staff.passkey.known'),
    other: say('staff.passkey.other'),
  };
}
