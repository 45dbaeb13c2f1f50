import type { VNode } from 'preact';

interface RadiosProps {
  legend: string;
  name: string;
  options: readonly { value: string; label: string }[];
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** One choice out of a few, all of them in sight and none made beforehand. */
export function Radios({ legend, name, options, problem }: RadiosProps): VNode {
  return (
    <fieldset class="usa-fieldset cl-choices" aria-describedby={problemId(name, problem)}>
      <legend class="usa-legend cl-legend">{legend}</legend>
      <ProblemMessage field={name} problem={problem} />
      {options.map(({ value, label }) => (
        <div class="usa-radio">
          <input
            class="usa-radio__input usa-radio__input--tile"
            type="radio"
            id={`${name}-${value}`}
            name={name}
            value={value}
            required
          />
          <label class="usa-radio__label" for={`${name}-${value}`}>
            {label}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

interface CheckboxProps {
  name: string;
  label: string;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** One box to check. Its id is its name, so that an error summary can lead to it. */
export function Checkbox({ name, label, problem }: CheckboxProps): VNode {
  return (
    <div class="cl-choices">
      <ProblemMessage field={name} problem={problem} />
      <div class="usa-checkbox">
        <input
          class="usa-checkbox__input usa-checkbox__input--tile"
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problemId(name, problem)}
        />
        <label class="usa-checkbox__label" for={name}>
          {label}
        </label>
      </div>
    </div>
  );
}

interface CheckboxesProps {
  legend: string;
  hint: string;
  name: string;
  options: readonly { value: string; label: string; isChecked: boolean }[];
}

/** Any number of choices, none included. Each label is kept apart, whichever way the script of a name runs. */
export function Checkboxes({ legend, hint, name, options }: CheckboxesProps): VNode {
  return (
    <fieldset class="usa-fieldset cl-choices" aria-describedby={`${name}-hint`}>
      <legend class="usa-legend cl-legend">{legend}</legend>
      <span class="cl-quiet" id={`${name}-hint`}>
        {hint}
      </span>
      {options.map(({ value, label, isChecked }) => (
        <div class="usa-checkbox">
          <input
            class="usa-checkbox__input usa-checkbox__input--tile"
            type="checkbox"
            id={`${name}-${value}`}
            name={name}
            value={value}
            checked={isChecked}
          />
          <label class="usa-checkbox__label" for={`${name}-${value}`}>
            <bdi>{label}</bdi>
          </label>
        </div>
      ))}
    </fieldset>
  );
}

const problemId = (field: string, problem: string | undefined) => problem && `${field}-problem`;

function ProblemMessage({ field, problem }: { field: string; problem?: string }): VNode | null {
  if (problem === undefined) return null;
  return (
    <span class="usa-error-message" id={problemId(field, problem)}>
      {problem}
    </span>
  );
}
