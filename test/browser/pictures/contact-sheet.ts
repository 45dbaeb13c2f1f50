import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileName, picturesFolder, readName, type Picture } from './picture.ts';

/** Writes a page that shows every picture: a line for each state, English on the left and Spanish on the right. */
function contactSheet(pictures: readonly Picture[]): string {
  const ids = [...new Set(pictures.map(({ id }) => id))].toSorted();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every page</title>
<style>
  body { margin: 1rem; background: #ddd; font: 1rem sans-serif; }
  section { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: flex-start; margin-bottom: 2rem; }
  h2 { flex-basis: 100%; margin: 0; font-size: 1.25rem; }
  figure { margin: 0; }
  img { display: block; border: 1px solid #888; }
</style>
<h1>Every page: ${ids.length} states, ${pictures.length} pictures</h1>
${ids.map((id) => row(pictures.filter((picture) => picture.id === id))).join('\n')}
`;
}

function row(pictures: readonly Picture[]): string {
  const sorted = pictures.toSorted(
    (a, b) =>
      a.language.localeCompare(b.language) || b.theme.localeCompare(a.theme) || a.width - b.width,
  );
  return `<section id="${pictures[0]?.id}"><h2>${pictures[0]?.id}</h2>${sorted.map(figure).join('')}</section>`;
}

/** On the sheet everything is half or a third of its size; the file itself is one click away. */
function figure(picture: Picture): string {
  const { language, width, theme } = picture;
  const name = fileName(picture);
  const shown = width < 600 ? width / 2 : width / 3;
  return `<figure><a href="${name}"><img src="${name}" width="${Math.round(shown)}" alt="" loading="lazy"></a><figcaption>${language} ${width} ${theme}</figcaption></figure>`;
}

const pictures = readdirSync(picturesFolder)
  .map(readName)
  .filter((picture) => picture !== null);
const sheet = join(picturesFolder, 'index.html');
writeFileSync(sheet, contactSheet(pictures));
process.stdout.write(`${pictures.length} pictures: open ${sheet}\n`);
