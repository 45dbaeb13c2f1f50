import { runAxe } from './checks/axe.ts';
import { checkDocument, followToggle } from './checks/document.ts';
import { walkByKeyboard } from './checks/keyboard.ts';
import { checkLayout } from './checks/layout.ts';
import type { Visitor } from './visitor.ts';

/** Everything that is wrong with the page that is open: nothing, when all is well. */
export async function inspect(visitor: Visitor, { isError = false } = {}): Promise<string[]> {
  const { page, language, complaints } = visitor;
  return [
    ...complaints.map((complaint) => `console: ${complaint}`),
    ...(await checkDocument(page, { language, isError })),
    ...(await runAxe(page)),
    ...(await checkLayout(page)),
    ...(await walkByKeyboard(page)),
    ...(await followToggle(page)),
  ];
}
