import type { VNode } from 'preact';

/** Lines for a program, to be copied. They wrap on a narrow screen; what is copied keeps its own lines. */
export function Snippet({ lines }: { lines: string }): VNode {
  return (
    <pre class="cl-snippet">
      <code>{lines}</code>
    </pre>
  );
}
