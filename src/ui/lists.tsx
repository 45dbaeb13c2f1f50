import type { ComponentChildren, VNode } from 'preact';

interface MarkedListProps {
  /** What the sign before each line says; the heading above must say it too. */
  mark: 'yes' | 'no' | 'dot';
  children: ComponentChildren;
}

/** Lines with a tick, a cross or a dot before them. Its children are `li` elements. */
export function MarkedList({ mark, children }: MarkedListProps): VNode {
  if (mark === 'dot') return <ul class="usa-list">{children}</ul>;
  // Safari stops calling it a list when the style has no marker, unless the role says so.
  return (
    <ul class={`cl-marked cl-marked--${mark}`} role="list">
      {children}
    </ul>
  );
}

export interface SummaryRow {
  term: string;
  value: ComponentChildren;
}

/**
 * Names and values. A value that is a text is kept apart from what is around it, whichever way its script runs; one made
 * of elements looks after its own texts.
 */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }): VNode {
  return (
    <dl class="cl-summary">
      {rows.map(({ term, value }) => (
        <div class="cl-summary__row">
          <dt>{term}</dt>
          <dd>{typeof value === 'object' ? value : <bdi>{value}</bdi>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Boxes of equal rank. Its children are `Card`s. */
export function CardList({ children }: { children: ComponentChildren }): VNode {
  return (
    <ul class="cl-cards" role="list">
      {children}
    </ul>
  );
}

interface CardProps {
  title: string;
  children: ComponentChildren;
}

export function Card({ title, children }: CardProps): VNode {
  return (
    <li class="cl-card">
      <h2 class="cl-card__title">{title}</h2>
      {children}
    </li>
  );
}
