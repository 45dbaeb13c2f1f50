import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderPage } from '../../src/ui/render.ts';
import { Chart } from '../../src/ui/chart.tsx';
import type { ChartData } from '../../src/ui/chart-data.ts';
import { barsOf } from '../../src/ui/chart/bars.ts';
import { linesOf, markOf } from '../../src/ui/chart/lines.ts';
import { looks, Patterns } from '../../src/ui/chart/looks.tsx';
import { heightsOf, namedPlaces, narrow, ticksOf, wide } from '../../src/ui/chart/plot.ts';
import { contrast } from '../browser/checks/contrast.ts';

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `Day ${index}`, label: `${index}` }));

const added = { name: 'Added', look: 0 };
const removed = { name: 'Removed', look: 1, isBelow: true };

function dataOf(places: number, ...series: ChartData['series']): ChartData {
  return { along: 'Day', places: days(places), series, key: series.map(({ name }) => name) };
}

function render(data: ChartData, kind: 'bars' | 'lines' = 'bars'): string {
  const words = { title: 'Links <b>', sentence: 'Three & more.' };
  return renderPage(Chart({ id: 'links', language: 'en', kind, ...words, data, file: '/f.csv' }));
}

describe('the numbers at the left', () => {
  test.each([
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [0, 1],
    ],
    [
      [0, 3],
      [0, 1, 2, 3],
    ],
    [
      [0, 97],
      [0, 20, 40, 60, 80, 100],
    ],
    [
      [-8, 31],
      [-10, 0, 10, 20, 30, 40],
    ],
    [
      [-3, 0],
      [-3, -2, -1, 0],
    ],
  ])('for %j are whole and round: %j', (extent, ticks) => {
    expect(ticksOf(heightsOf(extent, wide))).toEqual(ticks);
  });

  test('leave room in the drawing for the highest and the lowest', () => {
    for (const size of [wide, narrow]) {
      const heights = heightsOf([-7, 93], size);
      expect(heights(93)).toBeGreaterThanOrEqual(size.top);
      expect(heights(-7)).toBeLessThanOrEqual(size.height - size.bottom);
    }
  });
});

describe('bars', () => {
  test('of one day stand on one another, and what was taken away hangs below', () => {
    const series = [
      { ...added, values: [3, 0] },
      { ...added, look: 1, values: [1, 2] },
      { ...removed, values: [2, 0] },
    ];
    const { bars, heights } = barsOf(dataOf(2, ...series), wide);
    expect(bars).toHaveLength(4);
    const [first, second, , below] = bars;
    expect(first?.y).toBeCloseTo(heights(3));
    expect((second?.y ?? 0) + (second?.height ?? 0)).toBeCloseTo(heights(3));
    expect(below?.y).toBeCloseTo(heights(0));
    expect(below?.height).toBeCloseTo(heights(-2) - heights(0));
  });

  test('stay inside the drawing and beside one another, however many there are', () => {
    for (const size of [wide, narrow]) {
      const { bars } = barsOf(dataOf(30, { ...added, values: days(30).map(() => 7) }), size);
      expect(bars).toHaveLength(30);
      for (const [index, { x, width }] of bars.entries()) {
        expect(x).toBeGreaterThanOrEqual(size.left);
        expect(x + width).toBeLessThanOrEqual(size.width - size.right);
        expect(bars[index + 1]?.x ?? Infinity).toBeGreaterThan(x + width);
      }
    }
  });
});

test('lines go through every number, each with marks of another shape', () => {
  const series = [
    { ...added, values: [0, 4, 2] },
    { ...added, look: 1, values: [1, 0, 0] },
  ];
  const { lines, heights } = linesOf(dataOf(3, ...series), narrow);
  expect(lines[0]?.points.map(([, y]) => y)).toEqual([0, 4, 2].map((value) => heights(value)));
  expect(lines[0]?.path.match(/[ML]/g)).toEqual(['M', 'L', 'L']);
  expect(new Set([0, 1, 2, 3].map((look) => markOf(look, 36))).size).toBe(4);
});

test('no more days are named than there is room for', () => {
  expect(namedPlaces(30, wide)).toEqual([0, 5, 10, 15, 20, 25]);
  expect(namedPlaces(7, narrow)).toEqual([0, 3, 6]);
  expect(namedPlaces(2, wide)).toEqual([0, 1]);
  for (let count = 0; count < 800; count += 1) {
    expect(namedPlaces(count, narrow).length).toBeLessThanOrEqual(narrow.names);
  }
});

describe('a chart as it is sent', () => {
  const html = render(dataOf(2, { ...added, values: [1200, 0] }, { ...removed, values: [0, 5] }));

  test('is an image with a name and a description, twice and with ids of their own', () => {
    expect(html.match(/role="img"/g)).toHaveLength(2);
    for (const size of ['wide', 'narrow']) {
      expect(html).toContain(`aria-labelledby="links-${size}-title"`);
      expect(html).toContain(`<title id="links-${size}-title">Links &lt;b></title>`);
      expect(html).toContain(`<desc id="links-${size}-says">Three &amp; more.</desc>`);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the same numbers as a table and as a file', () => {
    const cells = [...html.matchAll(/<td[^>]*><div>([^<]*)</g)].map(([, cell]) => cell);
    expect(cells).toEqual(['1,200', '0', '0', '5']);
    expect(html).toContain('<summary>Table: Links &lt;b></summary>');
    expect(html).toContain('href="/f.csv"');
  });

  test('names what each pattern stands for, unless there is one', () => {
    expect(html.match(/cl-chart__sample/g)).toHaveLength(2);
    expect(render(dataOf(1, { ...added, values: [3] }))).not.toContain('cl-chart__key');
  });

  test('has no inline style or script', () => {
    for (const text of [html, renderPage(Patterns())])
      expect(text).not.toMatch(/ style=|<style|<script/);
  });

  test('is its sentence where there is nothing to draw', () => {
    const empty = render(dataOf(2, { ...added, values: [0, 0] }), 'lines');
    expect(empty).toContain('<p>Three &amp; more.</p>');
    expect(empty).not.toMatch(/<svg|<table|href/);
  });
});

describe('looks', () => {
  const css = readFileSync('src/ui/assets/css/civic-link.css', 'utf8');
  const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)');
  const colour = (sheet: string, name: string): string =>
    asRgb(new RegExp(`--${name}: (#\\w+)`).exec(sheet)?.[1] ?? '');

  test.each([
    ['light', light],
    ['dark', dark],
  ])('can be seen on %s paper, as WCAG 1.4.11 wants', (_, sheet) => {
    for (let look = 0; look < looks; look += 1) {
      expect(contrast(colour(sheet, `look-${look}`), colour(sheet, 'paper'))).toBeGreaterThan(3);
    }
  });

  test('differ in their patterns, not only in their colours', () => {
    const patterns = [...renderPage(Patterns()).matchAll(/<pattern(.*?)<\/pattern>/gs)].map(
      ([, pattern = '']) => pattern.replace(/look-\d/g, ''),
    );
    expect(new Set(patterns).size).toBe(looks);
  });
});

function asRgb(hex: string): string {
  const long = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
