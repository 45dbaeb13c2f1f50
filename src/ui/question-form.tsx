import type { ComponentChildren, VNode } from 'preact';
import { pathIn } from '../words/words.ts';
import type { PageFrame } from './site.ts';

interface QuestionFormProps {
  frame: PageFrame;
  /** A path without a language; the answer comes in the language of the page. */
  action: string;
  children: ComponentChildren;
}

/**
 * A form that only asks, so that its answers have an address which can be kept and shared. Nothing may be asked in it that
 * must not stand in an address.
 */
export function QuestionForm({ frame, action, children }: QuestionFormProps): VNode {
  return (
    <form method="get" action={pathIn(frame.language, action)} class="cl-form" noValidate>
      <div class="cl-question">{children}</div>
    </form>
  );
}
