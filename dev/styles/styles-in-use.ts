import { existsSync, globSync, readFileSync } from 'node:fs';
import { PurgeCSS } from 'purgecss';

/** What our style sheet of the design system is; `npm run styles` writes it. */
export const styleSheet = 'src/ui/assets/css/uswds.css';

/** Classes that are put together from words, which nothing that reads the source can find. */
const madeUp = [/^usa-alert--/];

/**
 * The rules of the design system that our pages use: about a twentieth of it, so that a browser on a slow phone reads 30 kB
 * before it shows a page and not 500.
 */
export async function stylesInUse(): Promise<string> {
  const sources = globSync(['src/**/*.tsx', 'src/ui/assets/js/*.js']);
  const raw = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
  const whole = readFileSync('dev/styles/uswds.min.css', 'utf8');
  const results = await new PurgeCSS().purge({
    content: [{ raw, extension: 'tsx' }],
    css: [{ raw: whole }],
    safelist: madeUp,
  });
  const css = results.map((result) => result.css).join('');
  return `${css.replace(/@font-face\{[^}]*\}/g, (face) => (isShipped(face) ? face : ''))}\n`;
}

function isShipped(face: string): boolean {
  const [, file = ''] = /url\(\.\.\/([^)]*)\)/.exec(face) ?? [];
  return existsSync(`src/ui/assets/${file}`);
}
