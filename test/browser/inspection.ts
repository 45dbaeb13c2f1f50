import { runAxe } from './checks/axe.ts';
import { checkDocument, followToggle } from './checks/document.ts';
import { checkErrorSummary } from './checks/error-summary.ts';
import { checkHtml } from './checks/html.ts';
import { walkByKeyboard } from './checks/keyboard.ts';
import { checkLayout } from './checks/layout.ts';
import { checkPrint } from './checks/print.ts';
import type { Visitor } from './visitor.ts';

/** Everything that is wrong with the page that is open: nothing, when all is well. */
export async function inspect(visitor: Visitor, { isError = false } = {}): Promise<string[]> {
  const { page, language, complaints } = visitor;
  return [
    ...(await checkErrorSummary(page)),
    ...(await checkDocument(page, { language, isError })),
    ...(await checkHtml(await visitor.sent())),
    ...(await checkLayout(page)),
    ...(await checkPrint(page)),
    ...(await walkByKeyboard(page)),
    ...(await followToggle(page)),
    ...complaints.map((complaint) => `console: ${complaint}`),
    // Last, since it stays in the page and asks for fonts that the page does not.
    ...(await runAxe(page)),
  ];
}
