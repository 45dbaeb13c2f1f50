import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config/load-config.ts';
import { testSettings } from '../support/test-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'civic-link-settings-'));
const environment = {
  ...testSettings({ databaseUrl: 'postgres://localhost/civic' }),
  GOOGLE_CLIENT_ID: 'id',
  GOOGLE_CLIENT_SECRET: 'secret',
};

/** What a start with these settings says; nothing when it goes well. */
function refusal(settings: Record<string, string>): string {
  try {
    loadConfig({ ...environment, ...settings }, Date.parse('2026-11-01'));
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function file(content: string | Buffer): string {
  const path = join(mkdtempSync(join(folder, 'file-')), 'given');
  writeFileSync(path, content);
  return path;
}

describe('a logo', () => {
  const logo = (content: string | Buffer): string => refusal({ CITY_LOGO_FILE: file(content) });
  const svg = (inside: string, attributes = ''): string =>
    logo(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  test.each([
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- ours -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
    [
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs><linearGradient id="a"><stop offset="1"/></linearGradient><path id="p" d="M0 0"/></defs><style>.b{fill:url(#a)}</style><g class="b"><use xlink:href="#p"/></g><title>Parks &amp; more</title></svg>',
    ],
    [png],
  ])('that is a plain drawing or a PNG is taken: %#', (content) => {
    expect(logo(content)).toBe('');
  });

  test.each([
    [
      '<script>alert(1)</script>',
      'CITY_LOGO_FILE names an SVG with <script>, which a drawing does not need.',
    ],
    ['<SCRIPT/>', '<SCRIPT>'],
    ['<path onload="alert(1)"/>', 'the handler onload'],
    ['<path\nonclick\n=\n"alert(1)"/>', 'the handler onclick'],
    ['<foreignObject><body/></foreignObject>', '<foreignObject>'],
    ['<image href="https://elsewhere.example/pixel.gif"/>', '<image>'],
    ['<a href="javascript:alert(1)"><path/></a>', '<a>'],
    ['<use href="https://elsewhere.example/a.svg#b"/>', 'href leads out of it'],
    ['<use xlink:href="data:image/svg+xml;base64,AAAA"/>', 'xlink:href leads out of it'],
    ['<animate attributeName="href" to="javascript:alert(1)"/>', '<animate>'],
    ['<style>@import "https://elsewhere.example/a.css";</style>', 'style may lead out of it'],
    ['<style>path{fill:url(https://elsewhere.example/a)}</style>', 'style may lead out of it'],
    ['<style>path{fill:\\75rl(https://elsewhere.example/a)}</style>', 'style may lead out of it'],
    ['<path style="fill:url(//elsewhere.example/a)"/>', 'style may lead out of it'],
    ['<path fill="&#117;rl(//elsewhere.example/a)"/>', 'fill may lead out of it'],
    ['<![CDATA[<script/>]]>', 'something else than a drawing'],
    ['<?xml-stylesheet href="https://elsewhere.example/a.css"?>', 'something else than a drawing'],
    ['<g><path/>', 'ends where it should not'],
  ])('with %s is refused', (inside, reason) => {
    expect(svg(inside)).toContain(reason);
  });

  test('is refused for what is around the drawing, too', () => {
    expect(svg('', 'onload="alert(1)"')).toContain('the handler onload');
    expect(logo('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>')).toContain('neither an SVG nor a PNG');
    expect(logo('<svg xmlns="http://www.w3.org/2000/svg"/><html/>')).toContain('<html>');
    expect(logo('<svg><g></g>')).toContain('without an end of <svg>');
  });

  test('is judged by its content, its size and whether it is there', () => {
    expect(logo('GIF89a')).toBe('CITY_LOGO_FILE names neither an SVG nor a PNG image.');
    expect(logo(png.subarray(0, 40))).toContain('neither an SVG nor a PNG image');
    expect(svg(`<!--${'x'.repeat(100_000)}-->`)).toContain('more than 100 kB');
    expect(refusal({ CITY_LOGO_FILE: join(folder, 'nowhere') })).toBe(
      'CITY_LOGO_FILE names a file that cannot be read.',
    );
  });
});

describe('a colour', () => {
  test('that is hard to read is refused with its ratio, on light pages and on dark ones', () => {
    const said =
      'CITY_COLOR is hard to read: its contrast with #f4e3db is 2.47:1, and text needs 4.5:1.';
    expect(refusal({ CITY_COLOR: '#d97b29' })).toBe(said);
    expect(readFileSync('docs/city.md', 'utf8')).toContain(said);
    expect(refusal({ CITY_COLOR: '#1a4480', CITY_COLOR_DARK: '#1a4480' })).toMatch(
      /^CITY_COLOR_DARK is hard to read: its contrast with #\w{6} is 1\.\d+:1, and text needs 4\.5:1\.$/,
    );
  });

  test('has six digits, and a dark one needs a light one', () => {
    for (const color of ['navy', '#fff', '#1a4480;--paper:red']) {
      expect(refusal({ CITY_COLOR: color })).toBe('CITY_COLOR must be a colour such as #1a4480.');
    }
    expect(refusal({ CITY_COLOR_DARK: '#73b3e7' })).toBe(
      'CITY_COLOR must be set when CITY_COLOR_DARK is.',
    );
    expect(refusal({ CITY_COLOR: '#1A4480' })).toBe('');
  });
});

describe('texts', () => {
  const texts = (given: unknown): string =>
    refusal({ TEXTS_FILE: file(typeof given === 'string' ? given : JSON.stringify(given)) });
  const both = (key: string, en: string, es = en): string =>
    texts({ en: { [key]: en }, es: { [key]: es } });

  test.each([
    [both('start.h9', 'Hello'), 'TEXTS_FILE has "start.h9", which is no sentence of ours.'],
    [both('constructor', 'Hello'), 'TEXTS_FILE has "constructor", which is no sentence of ours.'],
    [texts({ en: { 'start.h1': 'Hello' }, es: {} }), 'TEXTS_FILE has "start.h1", but not in "es".'],
    [texts({ en: {}, es: { 'start.h1': 'Hola' } }), 'TEXTS_FILE has "start.h1", but not in "en".'],
    [both('start.h1', 'Hello', ' '), 'TEXTS_FILE says nothing for "start.h1" in "es".'],
    [both('start.btn', 'Go'), 'TEXTS_FILE must use {provider} for "start.btn" in "en".'],
    [
      both('start.btn', 'Go to {provider}', 'Ir a {app}'),
      'TEXTS_FILE must use {provider} for "start.btn" in "es".',
    ],
    [
      both('start.h1', 'Hello {name}'),
      'TEXTS_FILE must use no placeholder for "start.h1" in "en".',
    ],
    [both('start.btn', 'Go to {provider}, {provider}!'), ''],
  ])('%#: %j', (said, expected) => {
    expect(said).toBe(expected);
  });

  test('are JSON of this shape and no other', () => {
    for (const wrong of [
      '{',
      '[]',
      'null',
      { en: {} },
      { en: { a: 1 }, es: {} },
      { en: {}, es: {}, fr: {} },
    ]) {
      expect(texts(wrong)).toMatch(/^TEXTS_FILE must hold JSON such as /);
    }
  });
});

test.each([
  [{ AGE_NOTICE: 'You must be 13.' }, 'AGE_NOTICE_ES must be set when AGE_NOTICE is.'],
  [{ AGE_NOTICE_ES: 'Debe tener 13 años.' }, 'AGE_NOTICE must be set when AGE_NOTICE_ES is.'],
  [{ HELP_PLACE_ES: 'Alcaldía' }, 'HELP_PLACE must be set when HELP_PLACE_ES is.'],
])('one language alone is refused: %j', (settings, expected) => {
  expect(refusal(settings)).toBe(expected);
});
