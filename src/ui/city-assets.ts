import { compressor, hashOf } from './assets.ts';
import type { Asset } from './assets.ts';

interface Shades {
  color: string;
  /** Under the pointer. */
  strong: string;
}

/** What a city puts in place of the neutral look. */
export interface CityLook {
  logo: { contentType: 'image/svg+xml' | 'image/png'; body: Buffer } | null;
  colors: { light: Shades; dark: Shades } | null;
}

/** Opened as a page of its own, the logo may show itself and nothing else. */
const onlyToShow =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** Where the pages find the city's own assets; null for each that is not there. */
export function cityUrls(look: CityLook): { logoUrl: string | null; colorsUrl: string | null } {
  const { logo, colors } = makeAssets(look);
  return { logoUrl: logo?.url ?? null, colorsUrl: colors?.url ?? null };
}

/** The city's own assets. */
export function cityAssets(look: CityLook): Asset[] {
  return Object.values(makeAssets(look)).filter((asset) => asset !== null);
}

function makeAssets({ logo, colors }: CityLook): { logo: Asset | null; colors: Asset | null } {
  return {
    logo: logo && logoAsset(logo),
    colors:
      colors && textAsset('colors.css', 'text/css; charset=utf-8', Buffer.from(sheet(colors))),
  };
}

function logoAsset({ contentType, body }: NonNullable<CityLook['logo']>): Asset {
  if (contentType === 'image/png') return { ...urlOf('logo.png', body), contentType, body };
  return { ...textAsset('logo.svg', contentType, body), policy: onlyToShow };
}

function textAsset(name: string, contentType: string, body: Buffer): Asset {
  return { ...urlOf(name, body), contentType, body, compressed: compressor(body) };
}

function urlOf(name: string, body: Buffer): Pick<Asset, 'url'> {
  return { url: `/assets/${hashOf(new Map([[name, body]]))}/${name}` };
}

/**
 * The city's colour in the places that `civic-link.css` names. A checked box stays as it is on dark pages: its tick is
 * white, and a light shade would hide it.
 */
function sheet({ light, dark }: NonNullable<CityLook['colors']>): string {
  return [
    rule('not (prefers-color-scheme: dark)', { ...properties(light), checked: light.color }),
    rule('screen and (prefers-color-scheme: dark)', properties(dark)),
  ].join('');
}

function properties({ color, strong }: Shades): Record<string, string> {
  return {
    brand: color,
    link: color,
    'link-strong': strong,
    button: color,
    'button-strong': strong,
  };
}

function rule(media: string, values: Record<string, string>): string {
  const lines = Object.entries(values).map(([name, value]) => `    --${name}: ${value};\n`);
  return `@media ${media} {\n  :root {\n${lines.join('')}  }\n}\n`;
}
