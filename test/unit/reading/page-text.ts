/** What a page says in `<main>`, block by block: headings, paragraphs, list items, cells, labels, buttons. */
export function blocksOf(html: string): string[] {
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  // Links that follow each other are lines of their own.
  const lines = main.replaceAll('</a><a', '</a>\n<a');
  return textsBetween(lines, /<\/?(?!(?:a|b|bdi|code|em|span|strong|wbr)\b)[a-z][^>]*>/g);
}

/** Every text of a whole page that somebody can see or hear, those in attributes too, but for what is code. */
export function textsOf(html: string): string[] {
  const spoken = [...html.matchAll(/\s(?:alt|aria-label|title|placeholder)="([^"]*)"/g)];
  return [
    ...textsBetween(html.replace(/<!doctype html>|<code>.*?<\/code>/g, ''), /<[^>]*>/g),
    ...spoken.map(([, text = '']) => unescaped(text)),
  ];
}

function textsBetween(html: string, tag: RegExp): string[] {
  return html
    .replace(tag, '\n')
    .split('\n')
    .map((text) => unescaped(text.replace(/<[^>]*>/g, '')).trim())
    .filter((text) => text !== '');
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
