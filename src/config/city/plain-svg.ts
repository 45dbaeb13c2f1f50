import { Refusal } from '../setting.ts';

/** All that a drawing needs. What is not here could run, fetch, move or show a page of its own. */
const drawing = new Set(
  `svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan
   linearGradient radialGradient stop clipPath mask pattern`.split(/\s+/),
);

/** One piece of an XML text: a comment, a tag with its attributes, or the words between tags. */
const piece =
  /<!--(?:(?!-->)[^])*-->|<(?<end>\/)?(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/)?>|(?<words>[^<]+)/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Lets a plain drawing pass: known elements only, no handler, and no reference but to a part of itself.
 * @throws Refusal naming what is in the way
 */
export function refuseUnlessPlain(body: Buffer): void {
  const text = decode(body).replace(/^\uFEFF?\s*(<\?xml[^?>]*\?>)?\s*/, '');
  if (!/^(<!--(?:(?!-->)[^])*-->\s*)*<svg[\s>]/.test(text))
    refuse('neither an SVG nor a PNG image');
  const open: string[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const { groups } =
      piece.exec(text) ?? refuse('an SVG with something else than a drawing in it');
    read(groups ?? {}, open);
  }
  if (open.length > 0) refuse(`an SVG without an end of <${open.at(-1)}>`);
}

type Piece = Record<string, string | undefined>;

function read({ name, end, empty, attributes = '', words = '' }: Piece, open: string[]): void {
  if (name === undefined) return refuseReference(words, open.at(-1) === 'style' ? 'style' : 'text');
  if (!drawing.has(name)) refuse(`an SVG with <${name}>, which a drawing does not need`);
  if (end !== undefined) {
    if (open.pop() !== name) refuse(`an SVG whose <${name}> ends where it should not`);
    return;
  }
  for (const [, attributeName = '', one, other] of attributes.matchAll(attribute)) {
    refuseAttribute(attributeName, one ?? other ?? '');
  }
  if (empty === undefined) open.push(name);
}

function refuseAttribute(name: string, value: string): void {
  if (/^on/i.test(name)) refuse(`an SVG with the handler ${name}`);
  if (/(^|:)(href|src|base)$/i.test(name) && !value.trim().startsWith('#')) {
    refuse(`an SVG whose ${name} leads out of it`);
  }
  if (!name.startsWith('xmlns')) refuseReference(value, name);
}

/** A colour or a style may point at a part of the drawing, and says so without disguise. */
function refuseReference(value: string, where: string): void {
  if (where === 'text') return;
  if (/[\\&]|@import|url\s*\(\s*(?!["']?#)|javascript:/i.test(value)) {
    refuse(`an SVG whose ${where} may lead out of it`);
  }
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return refuse('neither an SVG nor a PNG image');
  }
}

function refuse(what: string): never {
  throw new Refusal(`names ${what}`);
}
