import type { VNode } from 'preact';

interface TextFieldProps {
  name: string;
  label: string;
  hint: string;
  /** Whether it is written in capitals, as codes are. */
  inCapitals?: boolean;
  /** What was written before. */
  value?: string;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** One line to write in, for what no browser should remember or correct. Its id is its name. */
export function TextField(props: TextFieldProps): VNode {
  const { name, label, hint, inCapitals = false, value, problem } = props;
  const described = [`${name}-hint`, problemId(name, problem)].filter(Boolean).join(' ');
  return (
    <div class="cl-choices">
      <label class="usa-label" for={name}>
        {label}
      </label>
      <span class="cl-quiet" id={`${name}-hint`}>
        {hint}
      </span>
      <ProblemMessage field={name} problem={problem} />
      <input
        class="usa-input"
        type="text"
        id={name}
        name={name}
        value={value}
        maxLength={255}
        autocomplete="off"
        autocapitalize={inCapitals ? 'characters' : 'none'}
        spellcheck={false}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
      />
    </div>
  );
}

interface RadiosProps {
  legend: string;
  name: string;
  options: readonly { value: string; label: string }[];
  /** What was chosen before, where a form comes back. */
  chosen?: string;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** One choice out of a few, all of them in sight and none made beforehand. */
export function Radios({ legend, name, options, chosen, problem }: RadiosProps): VNode {
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
            checked={value === chosen}
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
  /** What checking it does, read out with the label. */
  hint?: string;
  isChecked?: boolean;
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** One box to check. Its id is its name, so that an error summary can lead to it. */
export function Checkbox({ name, label, hint, isChecked, problem }: CheckboxProps): VNode {
  const describedBy = [problemId(name, problem), hint && `${name}-hint`].filter(Boolean).join(' ');
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
          checked={isChecked}
          aria-describedby={describedBy === '' ? undefined : describedBy}
        />
        <label class="usa-checkbox__label" for={name}>
          {label}
        </label>
      </div>
      {hint !== undefined && (
        <p class="cl-quiet" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface CheckboxesProps {
  legend: string;
  hint: string;
  name: string;
  /** Tells two groups of one name apart; else the name does. */
  group?: string;
  options: readonly { value: string; label: string; isChecked: boolean }[];
  /** What is wrong with the answer, in the words of the error summary. */
  problem?: string;
}

/** Any number of choices, none included. Each label is kept apart, whichever way the script of a name runs. */
export function Checkboxes(props: CheckboxesProps): VNode {
  const { legend, hint, name, group = name, options, problem } = props;
  const described = [`${group}-hint`, problemId(group, problem)].filter(Boolean).join(' ');
  return (
    <fieldset class="usa-fieldset cl-choices" aria-describedby={described}>
      <legend class="usa-legend cl-legend">{legend}</legend>
      <span class="cl-quiet" id={`${group}-hint`}>
        {hint}
      </span>
      <ProblemMessage field={group} problem={problem} />
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
