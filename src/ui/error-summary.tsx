import type { VNode } from 'preact';

export interface Problem {
  /** The id of the field that needs attention. */
  field: string;
  message: string;
}

interface ErrorSummaryProps {
  title: string;
  problems: readonly Problem[];
}

/** The list of what to mend, before the H1. It takes the focus, and each line leads to its field. */
export function ErrorSummary({ title, problems }: ErrorSummaryProps): VNode {
  return (
    <section
      class="usa-alert usa-alert--error"
      role="alert"
      aria-labelledby="problems"
      tabIndex={-1}
      autofocus
    >
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading" id="problems">
          {title}
        </h2>
        <ul class="usa-list usa-list--unstyled">
          {problems.map(({ field, message }) => (
            <li>
              <a class="usa-link" href={`#${field}`}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
