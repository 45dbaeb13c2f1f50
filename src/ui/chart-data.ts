/** One place along the bottom of a chart: a day, an hour. */
export interface Place {
  /** As the table calls it. */
  name: string;
  /** As there is room for below the chart. */
  label: string;
}

/** One number for every place. */
export interface Series {
  /** As the table calls it. */
  name: string;
  values: readonly number[];
  /** Which colour and pattern, by its place in the key. Two series may share one. */
  look: number;
  /** Drawn downwards, such as what was taken away. */
  isBelow?: boolean;
}

/** What a chart shows, and everything its table says. */
export interface ChartData {
  /** What the places are, as the heading of their column. */
  along: string;
  places: readonly Place[];
  series: readonly Series[];
  /** What each look stands for. */
  key: readonly string[];
  /** What lies above the line and below it, where both are used. */
  sides?: { above: string; below: string };
}

/** Whether there is nothing to draw. */
export function isEmpty({ series }: ChartData): boolean {
  return series.every(({ values }) => values.every((value) => value === 0));
}
