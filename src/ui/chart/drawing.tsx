import type { VNode } from 'preact';
import { formatRoughly } from '../../words/format.ts';
import type { Language } from '../../words/words.ts';
import type { ChartData } from '../chart-data.ts';
import { barsOf } from './bars.ts';
import type { Bar } from './bars.ts';
import { linesOf, markOf } from './lines.ts';
import type { Line } from './lines.ts';
import { fillOf, lookClass } from './looks.tsx';
import { namedPlaces, pointsOf, ticksOf } from './plot.ts';
import type { Heights, Size } from './plot.ts';

export type ChartKind = 'bars' | 'lines';

export interface DrawingProps {
  /** Unique in the page. */
  id: string;
  language: Language;
  kind: ChartKind;
  /** What it is, and what it says: for whoever does not see it. */
  title: string;
  sentence: string;
  data: ChartData;
  size: Size;
}

/** One drawing. To a screen reader it is one image with a name and a description. */
export function Drawing(props: DrawingProps): VNode {
  const { id, kind, title, sentence, data, size } = props;
  const at = `${id}-${size.name}`;
  const { marks, heights } = kind === 'bars' ? asBars(data, size) : asLines(data, size);
  return (
    <svg
      class={`cl-chart__drawing cl-chart__drawing--${size.name}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      font-size={size.text}
      role="img"
      aria-labelledby={`${at}-title`}
      aria-describedby={`${at}-says`}
    >
      <title id={`${at}-title`}>{title}</title>
      <desc id={`${at}-says`}>{sentence}</desc>
      <Scale {...props} heights={heights} />
      {marks}
      <Ground size={size} heights={heights} />
      <Names data={data} size={size} />
      <Sides data={data} size={size} />
    </svg>
  );
}

function asBars(data: ChartData, size: Size) {
  const { bars, heights } = barsOf(data, size);
  return { marks: <g>{bars.map(bar)}</g>, heights };
}

function bar({ look, ...box }: Bar): VNode {
  return <rect class={`cl-chart__bar ${lookClass(look)}`} fill={fillOf(look)} {...rounded(box)} />;
}

function asLines(data: ChartData, size: Size) {
  const { lines, heights } = linesOf(data, size);
  return { marks: <g>{lines.map(lineWithMarks)}</g>, heights };
}

function lineWithMarks({ look, path, points }: Line): VNode {
  const mark = markOf(look, 36);
  return (
    <g class={lookClass(look)}>
      <path class="cl-chart__line" d={path} />
      {points.map(([x, y]) => (
        <path class="cl-chart__mark" d={mark} transform={`translate(${round(x)} ${round(y)})`} />
      ))}
    </g>
  );
}

/** Numbers at the left, each with a thin line across. */
function Scale({ language, size, heights }: DrawingProps & { heights: Heights }): VNode {
  const { left, right, width, text } = size;
  return (
    <g>
      {ticksOf(heights).map((tick) => {
        const y = round(heights(tick));
        return (
          <>
            <path class="cl-chart__grid" d={`M${left} ${y}H${width - right}`} />
            <text x={left - 8} y={round(y + text * 0.35)} text-anchor="end">
              {formatRoughly(language, Math.abs(tick))}
            </text>
          </>
        );
      })}
    </g>
  );
}

/** The line of nothing, on which everything stands. */
function Ground({
  size: { left, right, width },
  heights,
}: {
  size: Size;
  heights: Heights;
}): VNode {
  return <path class="cl-chart__axis" d={`M${left} ${round(heights(0))}H${width - right}`} />;
}

function Names({ data, size }: Pick<DrawingProps, 'data' | 'size'>): VNode {
  const across = pointsOf(data, size);
  return (
    <g>
      {namedPlaces(across.length, size).map((place) => {
        const label = data.places[place]?.label ?? '';
        const x = round(inside(across[place] ?? 0, label, size));
        return (
          <text x={x} y={size.height - 8} text-anchor="middle">
            {label}
          </text>
        );
      })}
    </g>
  );
}

/** Where the middle of a name goes: over its place, unless it would stick out. */
function inside(x: number, label: string, { width, text }: Size): number {
  const half = (label.length * text * 0.6) / 2;
  return Math.max(half, Math.min(x, width - half));
}

/** Says what lies above the line and what below, right where it is. */
function Sides({ data: { sides }, size }: Pick<DrawingProps, 'data' | 'size'>): VNode | null {
  if (sides === undefined) return null;
  const { left, top, height, bottom, text } = size;
  return (
    <g class="cl-chart__side">
      <text x={left} y={round(top - text * 0.6)}>
        {sides.above}
      </text>
      <text x={left} y={round(height - bottom - text * 0.4)}>
        {sides.below}
      </text>
    </g>
  );
}

/** A tenth of a unit is less than anybody sees, and shorter to send. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function rounded(box: Omit<Bar, 'look'>): Omit<Bar, 'look'> {
  const { x, y, width, height } = box;
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}
