import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The settings of `docs/city.md`, with its files written to a folder of their own. */
export function cityExample(): Record<string, string> {
  const page = readFileSync('docs/city.md', 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'civic-link-city-'));
  const keep = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const lines = blockOf(page, 'sh').matchAll(/^([A-Z_]+)="?(.*?)"?$/gm);
  return {
    ...Object.fromEntries([...lines].map(([, name, value]) => [name, value])),
    CITY_LOGO_FILE: keep('logo.svg', blockOf(page, 'xml')),
    TEXTS_FILE: keep('texts.json', blockOf(page, 'json')),
  };
}

function blockOf(page: string, language: string): string {
  const block = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`The page has no example in ${language}.`);
  return block;
}
