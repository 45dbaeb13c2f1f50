import { readFileSync } from 'node:fs';

const manifest = new URL('../../../package.json', import.meta.url);
const { scripts } = JSON.parse(readFileSync(manifest, 'utf8')) as {
  scripts: { 'start:prod': string };
};

/** What production tells Node when it starts the service, with `npm run start:prod` or from the image. */
export const productionFlags: readonly string[] = scripts['start:prod']
  .split(' ')
  .filter((word) => word.startsWith('--'));
