import type { Resident } from '../resident.ts';

/** Opens every page that links lead to, from these on, and returns all that was sent: addresses, headers and texts. */
export async function crawl(resident: Resident, from: readonly string[]): Promise<Buffer> {
  const { service } = resident;
  const [found, waiting] = [new Set(from), [...from]];
  const parts: string[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const { url, status, headers, text } = await resident.open(path);
    parts.push(`${path} ${status} ${url.href}\n${JSON.stringify(headers)}\n${readable(text)}\n`);
    for (const next of linksOn(text, url)) {
      if (next.origin !== service.url || found.has(next.pathname)) continue;
      found.add(next.pathname);
      waiting.push(next.pathname);
    }
  }
  return Buffer.from(parts.join(''));
}

function linksOn(html: string, base: URL): URL[] {
  const links = [...html.matchAll(/\shref="([^"]+)"/g)].map(([, href = '']) => href);
  return links
    .filter((href) => !/^(tel|mailto):/.test(href))
    .map((href) => new URL(href.replaceAll('&amp;', '&'), base));
}

/** As it was sent, and once more as people read it. */
function readable(html: string): string {
  const plain = html
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  return `${html}\n${plain}`;
}
