import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import type { ChartData } from '../chart-data.ts';

/** A drawing of one size. Everything is in units of its view box; `text` is the height of letters. */
export interface Size {
  name: 'wide' | 'narrow';
  width: number;
  height: number;
  text: number;
  /** Room for numbers, for words above, for names below and at the right edge. */
  left: number;
  top: number;
  bottom: number;
  right: number;
  /** So many names fit below. */
  names: number;
}

/** On a desk. The smallest width at which it is shown still leaves its letters at 12 pixels. */
export const wide: Size = {
  name: 'wide',
  width: 640,
  height: 300,
  text: 16,
  left: 54,
  top: 30,
  bottom: 34,
  right: 10,
  names: 6,
};

/** On a phone: as wide as 320 pixels leave room for, so that one unit is one pixel there. */
export const narrow: Size = {
  name: 'narrow',
  width: 288,
  height: 240,
  text: 13,
  left: 42,
  top: 26,
  bottom: 28,
  right: 10,
  names: 3,
};

export type Heights = ScaleLinear<number, number>;

/** How high each number is drawn, with round numbers at both ends and room for at least one. */
export function heightsOf(
  [lowest, highest]: readonly number[],
  { height, top, bottom }: Size,
): Heights {
  const [from = 0, to = 0] = [lowest, highest];
  const domain = [Math.min(0, from), Math.max(from < 0 ? 0 : 1, to)];
  return scaleLinear(domain, [height - bottom, top]).nice(ticksAtMost);
}

/** The numbers that have a line of their own: whole ones, since half a link is none. */
export function ticksOf(heights: Heights): number[] {
  return heights.ticks(ticksAtMost).filter((tick) => Number.isInteger(tick));
}

/** Where the bar of each place begins, and how wide all of them are. */
export function bandsOf({ places }: ChartData, { width, left, right }: Size) {
  const bands = scaleBand(indexes(places.length), [left, width - right]).padding(0.25);
  return { starts: positions(places.length, bands), width: bands.bandwidth() };
}

/** Where the point of each place is. */
export function pointsOf({ places }: ChartData, { width, left, right }: Size): number[] {
  const points = scalePoint(indexes(places.length), [left, width - right]).padding(0.5);
  return positions(places.length, points);
}

/** The places whose names are written, so far apart that they do not touch. */
export function namedPlaces(count: number, { names }: Size): number[] {
  const step = Math.max(1, Math.ceil(count / names));
  return indexes(count).filter((index) => index % step === 0);
}

const ticksAtMost = 4;

const indexes = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function positions(count: number, scale: (index: number) => number | undefined): number[] {
  return indexes(count).map((index) => scale(index) ?? 0);
}
