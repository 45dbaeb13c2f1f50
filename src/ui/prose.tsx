import type { VNode } from 'preact';
import { MarkedList } from './lists.tsx';

/** A part of a text: a heading, lines of a list, or a paragraph. */
type Block = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'list'; items: string[] };

/** A text that somebody wrote. `## ` begins a heading, `- ` a line of a list; there is nothing else, and no markup. */
export function Prose({ text }: { text: string }): VNode {
  return <>{blocksOf(text).map(render)}</>;
}

function render(block: Block): VNode {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <MarkedList mark="dot">
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </MarkedList>
      );
    default:
      return block satisfies never;
  }
}

/** A line that begins nothing of its own goes on with what stands before it, unless a blank line parts them. */
function blocksOf(text: string): Block[] {
  return text.split(/\r?\n\s*\r?\n/).flatMap((part) => {
    const blocks: Block[] = [];
    for (const line of part.split(/\r?\n/)) add(blocks, line.trim());
    return blocks;
  });
}

function add(blocks: Block[], line: string): void {
  const last = blocks.at(-1);
  if (line === '') return;
  if (line.startsWith('## ')) blocks.push({ kind: 'heading', text: line.slice(3) });
  else if (line.startsWith('- ')) addItem(blocks, line.slice(2));
  else if (last?.kind === 'paragraph') last.text += ` ${line}`;
  else if (last?.kind === 'list') last.items.push(`${last.items.pop() ?? ''} ${line}`);
  else blocks.push({ kind: 'paragraph', text: line });
}

function addItem(blocks: Block[], item: string): void {
  const last = blocks.at(-1);
  if (last?.kind === 'list') last.items.push(item);
  else blocks.push({ kind: 'list', items: [item] });
}
