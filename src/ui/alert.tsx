import type { ComponentChildren, VNode } from 'preact';

interface AlertProps {
  kind: 'info' | 'success' | 'warning';
  /** True for the result of what was just done, which a screen reader then reads out. */
  isStatus?: boolean;
  children: ComponentChildren;
}

/** A boxed message. */
export function Alert({ kind, isStatus = false, children }: AlertProps): VNode {
  return (
    <div
      class={`usa-alert usa-alert--${kind} usa-alert--slim`}
      role={isStatus ? 'status' : undefined}
    >
      <div class="usa-alert__body">
        <p class="usa-alert__text">{children}</p>
      </div>
    </div>
  );
}
