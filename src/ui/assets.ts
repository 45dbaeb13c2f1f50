import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a text can be sent in fewer bytes, as `Accept-Encoding` names it. */
export type Coding = 'br' | 'gzip';

/** One static file, ready to be sent with a year of caching, since its URL changes with the folder. */
export interface Asset {
  url: string;
  contentType: string;
  body: Buffer;
  /** The same in fewer bytes; absent where the format is compressed already. */
  compressed?: (coding: Coding) => Promise<Buffer>;
  /** A content security policy of its own, for what could be opened as a page. */
  policy?: string;
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
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

/** A short name that changes with the contents. */
export function hashOf(contents: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [name, body] of contents) hash.update(`${name}\0${body.length}\0`).update(body);
  return hash.digest('base64url').slice(0, 16);
}

/** The URL of an asset named by its path in the folder; an unknown name throws. */
export function assetUrl(name: string): string {
  if (!files.has(name)) throw new Error(`no such asset: ${name}`);
  return `/assets/${version}/${name}`;
}

/** Every asset. */
export function loadAssets(): Asset[] {
  return [...files].map(([name, body]) => {
    const contentType = contentTypes[extname(name)] ?? 'application/octet-stream';
    const asset = { url: assetUrl(name), contentType, body };
    return extname(name) === '.woff2' ? asset : { ...asset, compressed: compressor(body) };
  });
}

const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
const ways: Record<Coding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, { params }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/** Compresses a text once for each coding, when somebody first asks for it: a start does not wait for all of them. */
export function compressor(body: Buffer): (coding: Coding) => Promise<Buffer> {
  const made = new Map<Coding, Promise<Buffer>>();
  return (coding) => {
    const form = made.get(coding) ?? ways[coding](body);
    made.set(coding, form);
    return form;
  };
}
