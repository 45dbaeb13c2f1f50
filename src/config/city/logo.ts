import { readFileSync } from 'node:fs';
import { Refusal } from '../setting.ts';
import { refuseUnlessPlain } from './plain-svg.ts';

/** The city's logo as it is sent. */
export interface CityLogo {
  contentType: 'image/svg+xml' | 'image/png';
  body: Buffer;
}

const mostBytes = 100_000;
const pngBegins = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const pngEnds = Buffer.from('49454e44ae426082', 'hex');

/**
 * Reads the file that `CITY_LOGO_FILE` names. Its content says what it is, not its name.
 * @throws Refusal when it cannot be read, is too large, is no image of these kinds, or is an SVG that could do something
 */
export function readLogo(path: string): CityLogo {
  const body = read(path);
  if (body.length > mostBytes) throw new Refusal('names a file of more than 100 kB');
  if (isPng(body)) return { contentType: 'image/png', body };
  refuseUnlessPlain(body);
  return { contentType: 'image/svg+xml', body };
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new Refusal('names a file that cannot be read');
  }
}

function isPng(body: Buffer): boolean {
  return body.subarray(0, pngBegins.length).equals(pngBegins) && body.subarray(-8).equals(pngEnds);
}
