import type { Start } from './cold-start.ts';
import type { Machine } from './machine/machine.ts';
import { short, whole } from './numbers.ts';
import type { Report, Result } from './report.ts';
import type { Figures } from './rounds.ts';
import { reached, spreadOf, verdicts } from './verdict.ts';

interface Column {
  heading: string;
  cell(result: Result): string;
}

const none = '';

const speed: Column[] = [
  { heading: 'ours /s', cell: ({ service }) => whole(service.perSecond) },
  { heading: 'peer /s', cell: ofPeer(({ perSecond }) => whole(perSecond)) },
  { heading: 'bare /s', cell: ({ bare }) => whole(bare.perSecond) },
  { heading: 'ours ÷ bare', cell: ({ toBare }) => short(toBare.perSecond) },
  { heading: 'ours ÷ peer', cell: ({ toPeer }) => (toPeer ? short(toPeer.perSecond) : none) },
  { heading: 'target', cell: ({ target }) => (target === null ? none : `≥ ${target}`) },
  { heading: 'reached', cell: reachedIn },
];

const work: Column[] = [
  { heading: 'ours µs', cell: ({ service }) => whole(service.processorMicroseconds) },
  { heading: 'peer µs', cell: ofPeer(({ processorMicroseconds }) => whole(processorMicroseconds)) },
  { heading: 'bare µs', cell: ({ bare }) => whole(bare.processorMicroseconds) },
  {
    heading: 'peer ÷ ours',
    cell: ({ toPeer }) => (toPeer ? short(1 / toPeer.processorMicroseconds) : none),
  },
  { heading: 'ours, PostgreSQL µs', cell: ({ service }) => whole(service.databaseMicroseconds) },
  {
    heading: 'peer, PostgreSQL µs',
    cell: ofPeer(({ databaseMicroseconds }) => whole(databaseMicroseconds)),
  },
  { heading: 'ours busy', cell: ({ service }) => busy(service) },
  { heading: 'peer busy', cell: ofPeer(busy) },
];

const waiting: Column[] = [
  { heading: 'ours p50 ms', cell: ({ service }) => short(service.p50) },
  { heading: 'ours p99 ms', cell: ({ service }) => short(service.p99) },
  { heading: 'p99 ÷ p50', cell: (result) => short(spreadOf(result)) },
  { heading: 'peer p50 ms', cell: ofPeer(({ p50 }) => short(p50)) },
  { heading: 'peer p99 ms', cell: ofPeer(({ p99 }) => short(p99)) },
  { heading: 'bare p50 ms', cell: ({ bare }) => short(bare.p50) },
  { heading: 'ours MiB', cell: ({ service }) => whole(service.memoryMiB) },
  { heading: 'peer MiB', cell: ofPeer(({ memoryMiB }) => whole(memoryMiB)) },
];

/** The report as Markdown. */
export function asMarkdown(report: Report): string {
  const { machine, seconds, rounds, results, coldStart } = report;
  return [
    sentenceOf(machine),
    `Each figure is the median of ${rounds} rounds of ${seconds} s, each ratio that of the ratios of the rounds.`,
    ...section('Requests per second', table(results, speed)),
    ...section('Processor time per request, and how busy its core was', table(results, work)),
    ...section('Waiting, and memory', table(results, waiting)),
    ...section('Other targets', verdicts(report).map(item)),
    ...section('Cold start', [
      startLine('service', coldStart.service),
      startLine('peer', coldStart.peer),
    ]),
    ...section('What is different at the peer', notes(results).map(item)),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function table(results: readonly Result[], columns: readonly Column[]): string[] {
  return [
    row(['operation', ...columns.map(({ heading }) => heading)]),
    row(['---', ...columns.map(() => '--:')]),
    ...results.map((result) => row([result.says, ...columns.map((column) => column.cell(result))])),
  ];
}

function notes(results: readonly Result[]): string[] {
  const told = results.flatMap(({ says, note }) => (note === null ? [] : `${says}: ${note}`));
  return [...new Set(told)];
}

function startLine(who: string, { milliseconds, processorMilliseconds, memoryMiB }: Start): string {
  const times = `${whole(milliseconds)} ms to the first answer, ${whole(processorMilliseconds)} ms of them at work`;
  return item(`${who}: ${times}; ${whole(memoryMiB)} MiB`);
}

export function sentenceOf({
  processor,
  cores,
  memoryGiB,
  node,
  pinned,
  loadBefore,
}: Machine): string {
  const pins = pinned ? 'measured program on core 0, everything else on core 1' : 'not pinned';
  return `${processor}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${pins}; load before: ${loadBefore}.`;
}

function reachedIn({ toPeer, target }: Result): string {
  return toPeer === null || target === null ? none : reached(toPeer.perSecond, target);
}

function ofPeer(cell: (figures: Figures) => string): Column['cell'] {
  return ({ peer }) => (peer === null ? none : cell(peer));
}

/** How much of its core a program used: well below 100 % something else was what was slow, such as the load. */
function busy({ perSecond, processorMicroseconds }: Figures): string {
  return `${whole((perSecond * processorMicroseconds) / 10_000)} %`;
}

export function item(text: string): string {
  return `- ${text}`;
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
