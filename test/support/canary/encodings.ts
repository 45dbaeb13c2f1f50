import { createHash } from 'node:crypto';

/** One way a text can be written down, and what it then looks like. */
export interface Spelling {
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** Every way of writing a text in which somebody could still read it. */
export function spellingsOf(text: string): Spelling[] {
  const json = JSON.stringify(text).slice(1, -1);
  const hex = Buffer.from(text).toString('hex');
  const spellings: Record<string, string> = {
    raw: text,
    lower: text.toLowerCase(),
    upper: text.toUpperCase(),
    url: encodeURIComponent(text),
    form: new URLSearchParams([['', text]]).toString().slice(1),
    json,
    'json-ascii': json.replace(/[^\x20-\x7e]/gu, unicodeEscape),
    html: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    hex,
    'hex-upper': hex.toUpperCase(),
    reversed: Array.from(text).toReversed().join(''),
    ...base64Of(text),
  };
  return Object.entries(spellings).map(([encoding, spelling]) => ({
    encoding,
    bytes: Buffer.from(spelling),
  }));
}

/** Hashes without a key: of a user ID they are as good as the ID, since all of them can be tried. */
export function hashesOf(text: string): Spelling[] {
  return ['md5', 'sha1', 'sha256'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(text).digest();
    return [
      { encoding: `${algorithm} raw`, bytes: digest },
      { encoding: `${algorithm} hex`, bytes: Buffer.from(digest.toString('hex')) },
      { encoding: `${algorithm} base64`, bytes: Buffer.from(base64Core(digest, 0)) },
      { encoding: `${algorithm} base64url`, bytes: Buffer.from(urlSafe(base64Core(digest, 0))) },
    ];
  });
}

/** Base64 looks different for each of the three places in a group of three bytes at which a text can begin. */
function base64Of(text: string): Record<string, string> {
  const entries = [0, 1, 2].flatMap((offset) => {
    const core = base64Core(Buffer.from(text), offset);
    return [
      [`base64 at ${offset}`, core],
      [`base64url at ${offset}`, urlSafe(core)],
    ];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The characters that depend on these bytes alone, not on their neighbours. */
function base64Core(bytes: Buffer, offset: number): string {
  const all = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  return all.slice(first, Math.floor(((offset + bytes.length) * 8) / 6));
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

function unicodeEscape(letters: string): string {
  const units = Array.from({ length: letters.length }, (_, place) => letters.charCodeAt(place));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
