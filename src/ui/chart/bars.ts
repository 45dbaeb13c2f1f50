import { stack, stackOffsetDiverging } from 'd3-shape';
import type { ChartData, Series } from '../chart-data.ts';
import { bandsOf, heightsOf } from './plot.ts';
import type { Heights, Size } from './plot.ts';

/** One bar, in units of the view box. */
export interface Bar {
  look: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Bars of one place stand on one another; what was taken away hangs below the line. */
export function barsOf(data: ChartData, size: Size): { bars: Bar[]; heights: Heights } {
  const layers = stacked(data);
  const ends = layers.flatMap((layer) => layer.spans.flat());
  const heights = heightsOf([Math.min(0, ...ends), Math.max(0, ...ends)], size);
  const { starts, width } = bandsOf(data, size);
  const bars = layers.flatMap(({ look, spans }) =>
    spans.map(([from, to], place) => {
      const [one, other] = [heights(from), heights(to)];
      const y = Math.min(one, other);
      return { look, x: starts[place] ?? 0, y, width, height: Math.abs(one - other) };
    }),
  );
  return { bars: bars.filter(({ height }) => height > 0), heights };
}

interface Layer {
  look: number;
  /** From where to where, for every place. */
  spans: [number, number][];
}

function stacked({ places, series }: ChartData): Layer[] {
  const signed = (one: Series | undefined, place: number): number =>
    (one?.values[place] ?? 0) * (one?.isBelow ? -1 : 1);
  const layers = stack<unknown, number, number>()
    .keys(series.keys())
    .value((place, index) => signed(series[index], place))
    .offset(stackOffsetDiverging)(places.keys());
  return layers.map((layer) => ({
    look: series[layer.key]?.look ?? 0,
    spans: layer.map(([from, to]) => [from, to]),
  }));
}
