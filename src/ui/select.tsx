import type { VNode } from 'preact';

interface SelectProps {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** What stands there before a choice is made. */
  empty?: string;
  chosen?: string;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** One choice out of many. Its id is its name, so that an error summary can lead to it. */
export function Select({ name, label, options, empty, chosen, problem }: SelectProps): VNode {
  return (
    <div class="cl-choices">
      <label class="usa-label" for={name}>
        {label}
      </label>
      {problem !== undefined && (
        <span class="usa-error-message" id={`${name}-problem`}>
          {problem}
        </span>
      )}
      <select
        class="usa-select"
        id={name}
        name={name}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem && `${name}-problem`}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(({ value, label: words }) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
