import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** One static file, ready to be sent with a year of caching, since its URL changes with the folder. */
export interface Asset {
  url: string;
  contentType: string;
  body: Buffer;
  /** Absent where the format is compressed already. */
  gzip?: Buffer;
  brotli?: Buffer;
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Beside this module in `src` and, copied by the build, in `dist`. */
const folder = join(import.meta.dirname, 'assets');
const names = globSync('**/*', { cwd: folder })
  .filter((name) => extname(name) in contentTypes)
  .toSorted();
const files = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));

/** One hash for the whole folder, so that the files can point at each other by relative URLs. */
const version = hashOf(files);

function hashOf(contents: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [name, body] of contents) hash.update(`${name}\0${body.length}\0`).update(body);
  return hash.digest('base64url').slice(0, 16);
}

/** The URL of an asset named by its path in the folder; an unknown name throws. */
export function assetUrl(name: string): string {
  if (!files.has(name)) throw new Error(`no such asset: ${name}`);
  return `/assets/${version}/${name}`;
}

/** Every asset with its compressed forms. Takes a moment: call it once, at start-up. */
export function loadAssets(): Asset[] {
  return [...files].map(([name, body]) => {
    const contentType = contentTypes[extname(name)] ?? 'application/octet-stream';
    const asset = { url: assetUrl(name), contentType, body };
    return extname(name) === '.woff2' ? asset : { ...asset, ...compressed(body) };
  });
}

function compressed(body: Buffer): Pick<Asset, 'gzip' | 'brotli'> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return { gzip: gzipSync(body, { level: 9 }), brotli: brotliCompressSync(body, { params }) };
}
