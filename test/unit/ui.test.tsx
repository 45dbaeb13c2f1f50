import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { assetUrl, loadAssets } from '../../src/ui/assets.ts';
import { renderPage } from '../../src/ui/render.ts';
import { pathIn } from '../../src/words/words.ts';
import { everyPage } from './page-gallery.tsx';

const hostile = `<img src=x onerror=alert(1)>"'&`;
const pages = everyPage({ person: hostile, app: hostile }).map(({ page, ...about }) => ({
  ...about,
  html: renderPage(page),
}));
const plain = everyPage({ person: 'Ana Rivera', app: 'Parks Pass' }).map(({ page, ...about }) => ({
  ...about,
  html: renderPage(page),
}));

const ourScript = `<script src="${assetUrl('js/session-end.js')}" defer></script>`;

const tags = (html: string, name: string): string[] =>
  html.match(new RegExp(`<${name}[ >][^>]*>?`, 'g')) ?? [];
const titleOf = (html: string): string => /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';

describe.each(pages)('$id in $language', ({ language, html }) => {
  test('escapes what comes from outside, in text and in attributes', () => {
    expect(html).not.toContain('<img');
    const copies = html.split('onerror=alert(1)').length - 1;
    expect(html.split('&lt;img src=x onerror=alert(1)').length - 1).toBe(copies);
    expect(html).not.toContain(`"'&`);
  });

  test('has no inline script or style and no handler, as the content security policy demands', () => {
    expect(html).not.toMatch(/<style|<iframe|javascript:/i);
    expect(html.replaceAll(ourScript, '')).not.toMatch(/<script/i);
    for (const tag of html.match(/<[a-z][^>]*>/g) ?? []) {
      expect(tag).not.toMatch(/\s(style|on\w+)=/);
    }
  });

  test('has our script only where somebody is signed in, and an empty place for what it says', () => {
    const isSignedIn = html.includes('class="cl-nav"');
    expect(html.split(ourScript)).toHaveLength(isSignedIn ? 2 : 1);
    const place = /data-ending.*?<p [^>]*role="status"><\/p><section [^>]*\shidden\s/s;
    expect(place.test(html)).toBe(isSignedIn);
  });

  test('says its language, and leads to the same page in the other one', () => {
    const other = language === 'en' ? 'es' : 'en';
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`));
    const toggle = tags(html, 'a').filter((tag) => tag.includes(' hreflang='));
    expect(toggle).toHaveLength(1);
    expect(toggle[0]).toContain(` lang="${other}" hreflang="${other}"`);
    const path = html.includes('class="cl-nav"') ? '/account' : '/here?r=1';
    expect(toggle[0]).toContain(`href="${pathIn(other, path)}"`);
  });

  test('stays in its language wherever it leads on this site', () => {
    const here = tags(html, '(?:a|form)').filter((tag) => !tag.includes('hreflang'));
    const targets = here.flatMap((tag) => / (?:href|action)="(\/[^"]*)"/.exec(tag)?.[1] ?? []);
    const strangers = targets.filter((path) => /^\/es(\/|\?|$)/.test(path) !== (language === 'es'));
    expect(strangers.filter((path) => !/^\/connect|\.(json|csv)$/.test(path))).toEqual([]);
  });

  test('has one H1, which begins the title', () => {
    const headings = [...html.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, text]) => text);
    expect(headings).toHaveLength(1);
    const title = titleOf(html).replace(/^Error: /, '');
    expect(title.startsWith(`${headings[0]} | Civic Link | `)).toBe(true);
  });

  test('posts every form with the CSRF value, and fetches nothing from elsewhere', () => {
    for (const form of html.match(/<form.*?<\/form>/gs) ?? []) {
      expect(form).toContain('method="post"');
      expect(form).toContain('<input type="hidden" name="_csrf" value="csrf-value"/>');
    }
    for (const tag of tags(html, 'link')) expect(tag).toMatch(/href="\/assets\//);
  });
});

describe('a title', () => {
  const failures =
    /^(outcome-(?!cancelled|already)|error-|request-error|conflict|status\/unknown|.*\/(no-choice|unchecked)$)/;

  test('begins with "Error:" on a failure and nowhere else', () => {
    for (const { id, html } of plain) {
      expect({ id, isError: titleOf(html).startsWith('Error: ') }).toEqual({
        id,
        isError: failures.test(id),
      });
    }
  });

  test('belongs to one page only', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, language, html } of plain) {
      const title = titleOf(html).replace(/^Error: /, '');
      owners.set(title, (owners.get(title) ?? new Set()).add(`${language} ${id.split('/')[0]}`));
    }
    expect([...owners].filter(([, ids]) => ids.size > 1)).toEqual([]);
  });
});

describe('the pages of one choice', () => {
  const htmlOf = (id: string): string =>
    plain.find((page) => page.id === id && page.language === 'en')?.html ?? '';

  test('nothing is chosen beforehand', () => {
    for (const { html } of plain) expect(html).not.toMatch(/<input[^>]* checked/);
  });

  test('an error summary leads to a field that exists and is described by the same words', () => {
    for (const id of ['review/no-choice', 'delete/unchecked']) {
      const target = /role="alert".*?href="#([^"]+)"/s.exec(htmlOf(id))?.[1];
      expect(htmlOf(id)).toContain(`id="${target}"`);
      expect(htmlOf(id)).toMatch(
        /aria-describedby="(\w+-problem)".*id="\1"|id="(\w+-problem)".*aria-describedby="\2"/s,
      );
    }
  });

  test('a city app’s request travels along, whatever is in its id', () => {
    expect(htmlOf('start/from-app')).toContain('href="/link/google?r=a%26b"');
    expect(htmlOf('before-you-go')).toContain('<input type="hidden" name="r" value="1"/>');
  });

  test('a provider that is switched off has words in place of its button', () => {
    expect(htmlOf('start/from-app')).toContain('Facebook is not working right now.');
    expect(htmlOf('start/from-app')).not.toContain('/link/facebook');
  });

  test('the consent page tells the names only where the app asked for them', () => {
    expect(htmlOf('app-consent')).toContain('Google: Ana Rivera');
    expect(htmlOf('app-consent/least')).not.toContain('Ana Rivera');
  });
});

describe('the assets', () => {
  const assets = loadAssets();

  test('are those the pages name, with types and compressed forms', async () => {
    const css = assets.find(({ url }) => url === assetUrl('css/civic-link.css'));
    expect(css?.contentType).toBe('text/css; charset=utf-8');
    const [br, gzip] = [await css?.compressed?.('br'), await css?.compressed?.('gzip')];
    expect(brotliDecompressSync(br ?? '')).toEqual(css?.body);
    expect(gunzipSync(gzip ?? '')).toEqual(css?.body);
    expect(Math.max(br?.length ?? 0, gzip?.length ?? 0)).toBeLessThan((css?.body.length ?? 0) / 2);
    expect(await css?.compressed?.('br')).toBe(br);
  });

  test('an unknown name throws', () => {
    expect(() => assetUrl('css/other.css')).toThrow('no such asset');
  });

  test('stay under one and a half megabytes, and what our style sheet points at exists', () => {
    expect(assets.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThan(1_500_000);
    const css = String(assets.find(({ url }) => url.endsWith('/civic-link.css'))?.body);
    for (const [, name] of css.matchAll(/url\('\.\.\/(.*?)'\)/g)) {
      expect(() => assetUrl(String(name))).not.toThrow();
    }
  });
});
