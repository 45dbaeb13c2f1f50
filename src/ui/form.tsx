import type { ComponentChildren, VNode } from 'preact';
import { pathIn } from '../words/words.ts';
import type { PageFrame } from './site.ts';

interface FormProps {
  frame: PageFrame;
  /** A path without a language; the answer comes in the language of the page. */
  action: string;
  /** Values that travel along unseen; those undefined are left out. */
  hidden?: Readonly<Record<string, string | undefined>>;
  children: ComponentChildren;
}

/**
 * A form that changes something, so always POST and always with the CSRF value. The browser checks nothing:
 * it would complain in its own language and in its own place.
 */
export function Form({ frame, action, hidden = {}, children }: FormProps): VNode {
  const values = Object.entries({ ...hidden, _csrf: frame.csrf ?? undefined });
  return (
    <form method="post" action={pathIn(frame.language, action)} class="cl-form" noValidate>
      {values.map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  );
}
