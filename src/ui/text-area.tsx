import type { VNode } from 'preact';
import type { Language } from '../words/words.ts';

interface TextAreaProps {
  name: string;
  label: string;
  hint: string;
  /** What was typed before. */
  value: string;
  rows: number;
  /** The language of what is written, where it is not the page's. */
  lang?: Language;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** Room for a long text. Its id is its name, so that an error summary can lead to it. */
export function TextArea(props: TextAreaProps): VNode {
  const { name, label, hint, value, rows, lang, problem } = props;
  const described = [`${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
  return (
    <div class="cl-choices">
      <label class="usa-label" for={name}>
        {label}
      </label>
      <span class="cl-quiet" id={`${name}-hint`}>
        {hint}
      </span>
      {problem !== undefined && (
        <span class="usa-error-message" id={`${name}-problem`}>
          {problem}
        </span>
      )}
      <textarea
        class="usa-textarea"
        id={name}
        name={name}
        rows={rows}
        lang={lang}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      >
        {value}
      </textarea>
    </div>
  );
}
