import type { VNode } from 'preact';
import { formatCount } from '../words/format.ts';
import type { Language } from '../words/words.ts';
import { pathIn, sayIn } from '../words/words.ts';
import { isEmpty } from './chart-data.ts';
import type { ChartData } from './chart-data.ts';
import { Drawing } from './chart/drawing.tsx';
import type { ChartKind, DrawingProps } from './chart/drawing.tsx';
import { markOf } from './chart/lines.ts';
import { fillOf, lookClass, Patterns } from './chart/looks.tsx';
import { narrow, wide } from './chart/plot.ts';
import { Table } from './table.tsx';

/** What the charts of a page are filled with. A page with charts has it once, before them. */
export const ChartPatterns = Patterns;

export interface ChartProps extends Omit<DrawingProps, 'size'> {
  /** Where its numbers are as a file, without a language. */
  file: string;
}

/**
 * A chart without a script: its sentence, the drawing in two sizes of which one is shown, what its patterns stand for,
 * and the same numbers as a table and as a file. Where there is nothing to draw, the sentence is all there is.
 */
export function Chart(props: ChartProps): VNode {
  const { title, sentence, data } = props;
  return (
    <figure class="cl-chart">
      <figcaption>
        <h3 class="cl-chart__title">{title}</h3>
        <p>{sentence}</p>
      </figcaption>
      {!isEmpty(data) && <Drawn {...props} />}
    </figure>
  );
}

function Drawn({ file, ...props }: ChartProps): VNode {
  const { language, title, data, kind } = props;
  const say = sayIn(language);
  return (
    <>
      <Drawing {...props} size={wide} />
      <Drawing {...props} size={narrow} />
      <Key kind={kind} names={data.key} />
      <details class="cl-chart__numbers">
        <summary>{say('chart.table', { title })}</summary>
        <Numbers language={language} title={title} data={data} />
      </details>
      <p class="cl-chart__file">
        <a class="usa-link cl-action" href={pathIn(language, file)}>
          {say('chart.file', { title })}
        </a>
      </p>
    </>
  );
}

/** What each colour and pattern stands for. One alone needs no explanation. */
function Key({ kind, names }: { kind: ChartKind; names: readonly string[] }): VNode | null {
  if (names.length < 2) return null;
  return (
    <ul class="cl-chart__key" role="list">
      {names.map((name, look) => (
        <li>
          <svg class="cl-chart__sample" viewBox="0 0 32 16" aria-hidden="true">
            {kind === 'bars' ? <BarSample look={look} /> : <LineSample look={look} />}
          </svg>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}

function BarSample({ look }: { look: number }): VNode {
  const place = { x: 1, y: 1, width: 30, height: 14 };
  return <rect class={`cl-chart__bar ${lookClass(look)}`} fill={fillOf(look)} {...place} />;
}

function LineSample({ look }: { look: number }): VNode {
  return (
    <g class={lookClass(look)}>
      <path class="cl-chart__line" d="M0 8H32" />
      <path class="cl-chart__mark" d={markOf(look, 36)} transform="translate(16 8)" />
    </g>
  );
}

type NumbersProps = { language: Language; title: string; data: ChartData };

function Numbers({ language, title, data: { along, places, series } }: NumbersProps): VNode {
  return (
    <Table
      caption={title}
      headings={[along, ...series.map(({ name }) => name)]}
      rows={places.map(({ name }, place) => [
        name,
        ...series.map(({ values }) => formatCount(language, values[place] ?? 0)),
      ])}
    />
  );
}
