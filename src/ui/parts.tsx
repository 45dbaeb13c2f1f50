import type { VNode } from 'preact';

/** The place in a page where `renderInParts` puts its parts. */
export function Parts(): VNode {
  return <template data-parts="here" />;
}
