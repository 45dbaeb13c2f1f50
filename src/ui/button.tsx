import type { ComponentChildren, VNode } from 'preact';

type Look = 'primary' | 'outline' | 'danger' | 'plain';

const classes: Record<Look, string> = {
  primary: 'usa-button',
  outline: 'usa-button usa-button--outline',
  danger: 'usa-button usa-button--secondary',
  plain: 'usa-button usa-button--unstyled',
};

interface ButtonProps {
  look?: Look;
  /** Sent with the form when this button is the one pressed. */
  name?: string;
  value?: string;
  children: ComponentChildren;
}

/** Submits the form it stands in. */
export function Button({ look = 'primary', children, ...sent }: ButtonProps): VNode {
  return (
    <button class={classes[look]} type="submit" {...sent}>
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  look?: Look;
  href: string;
  children: ComponentChildren;
}

/** A link that looks like a button, for going on without changing anything. */
export function ButtonLink({ look = 'primary', href, children }: ButtonLinkProps): VNode {
  return (
    <a class={classes[look]} href={href}>
      {children}
    </a>
  );
}

/** Choices under one another, in order of importance. */
export function Actions({ children }: { children: ComponentChildren }): VNode {
  return <div class="cl-actions">{children}</div>;
}

/** A link to another website. */
export function ExternalLink({ href, children }: Omit<ButtonLinkProps, 'look'>): VNode {
  return (
    <a class="usa-link usa-link--external" rel="noreferrer" href={href}>
      {children}
    </a>
  );
}
