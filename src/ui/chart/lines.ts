import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import type { ChartData } from '../chart-data.ts';
import { heightsOf, pointsOf } from './plot.ts';
import type { Heights, Size } from './plot.ts';

/** One line with a mark at every place, in units of the view box. */
export interface Line {
  look: number;
  path: string;
  points: [number, number][];
}

/** One line for every series, from the same bottom. */
export function linesOf(data: ChartData, size: Size): { lines: Line[]; heights: Heights } {
  const highest = Math.max(0, ...data.series.flatMap(({ values }) => values));
  const heights = heightsOf([0, highest], size);
  const across = pointsOf(data, size);
  const lines = data.series.map(({ look, values }) => {
    const points = across.map((x, place): [number, number] => [x, heights(values[place] ?? 0)]);
    return { look, points, path: line()(points) ?? '' };
  });
  return { lines, heights };
}

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond] as const;

/** The outline of the mark that belongs to a look, around its middle: lines are told apart by it, too. */
export function markOf(look: number, area: number): string {
  return symbol(shapes[look % shapes.length] ?? symbolCircle, area)() ?? '';
}
