import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The text of a page; every value in it has been escaped on the way. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** Stands in a page where its parts go. Text cannot look like it: there, the sign before `template` is escaped. */
export const partsGoHere = '<template data-parts="here"></template>';

/** The text of a page whose parts are made and sent one after the other, so that it never is in memory as a whole. */
export async function* renderInParts(
  page: VNode,
  parts: AsyncIterable<VNode>,
): AsyncGenerator<string> {
  const [before = '', after = ''] = renderPage(page).split(partsGoHere);
  yield before;
  for await (const part of parts) yield renderToString(part);
  yield after;
}
