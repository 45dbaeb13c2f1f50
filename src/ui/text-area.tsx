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
  problem?: string | undefined;
  /** What is written has to be exact: no browser remembers or corrects it. */
  isExact?: boolean;
}

const exact = { autocomplete: 'off', autocapitalize: 'none', spellcheck: false } as const;

/** Room for a long text. Its id is its name, so that an error summary can lead to it. */
export function TextArea(props: TextAreaProps): VNode {
  const { name, label, hint, value, rows, lang, problem, isExact = false } = props;
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
        class={isExact ? 'usa-textarea cl-lines' : 'usa-textarea'}
        id={name}
        name={name}
        rows={rows}
        lang={lang}
        {...(isExact && exact)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      >
        {value}
      </textarea>
    </div>
  );
}

/** Room for several lines that have to be exact, such as addresses. */
export function TextLines(props: Omit<TextAreaProps, 'isExact' | 'lang'>): VNode {
  return <TextArea {...props} isExact />;
}
