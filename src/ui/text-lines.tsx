import type { VNode } from 'preact';

interface TextLinesProps {
  name: string;
  label: string;
  hint: string;
  /** What was written there before. */
  value: string;
  rows: number;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string | undefined;
}

/** Room for several lines that no browser should remember or correct. Its id is its name. */
export function TextLines({ name, label, hint, value, rows, problem }: TextLinesProps): VNode {
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
        class="usa-textarea cl-lines"
        id={name}
        name={name}
        rows={rows}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      >
        {value}
      </textarea>
    </div>
  );
}
