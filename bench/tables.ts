import type { Start } from './cold-start.ts';
import type { Machine } from './machine/machine.ts';
import type { Report, Result } from './report.ts';

const heading = ['operation', 'per second', 'p50 ms', 'p99 ms', 'MiB', 'CPU µs', 'PostgreSQL µs'];

/** The report as Markdown; in brackets how many times the figure of the bare server it is. */
export function asMarkdown(report: Report): string {
  const { machine, seconds, rounds, results, coldStart } = report;
  return [
    sentenceOf(machine),
    `Each figure is the median of ${rounds} rounds of ${seconds} s, in turns with the bare server.`,
    '',
    row(heading),
    row(heading.map((_, column) => (column === 0 ? '---' : '--:'))),
    ...results.flatMap(rowsOf),
    '',
    startLine(coldStart),
    '',
  ].join('\n');
}

function startLine({ milliseconds, processorMilliseconds, memoryMiB }: Start): string {
  const times = `${whole(milliseconds)} ms to ready, ${whole(processorMilliseconds)} ms of them at work`;
  return `Cold start: ${times}; ${whole(memoryMiB)} MiB.`;
}

function sentenceOf({ processor, cores, memoryGiB, node, pinned, loadBefore }: Machine): string {
  const pins = pinned ? 'server on core 0, everything else on core 1' : 'not pinned';
  return `${processor}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${pins}; load before: ${loadBefore}.`;
}

function rowsOf({ says, service, bare, ratio }: Result): string[] {
  const ours = [
    says,
    `${whole(service.perSecond)} (${short(ratio.perSecond)})`,
    `${short(service.p50)} (${short(ratio.p50)})`,
    `${short(service.p99)} (${short(ratio.p99)})`,
    `${whole(service.memoryMiB)} (${short(ratio.memoryMiB)})`,
    whole(service.processorMicroseconds),
    whole(service.databaseMicroseconds),
  ];
  const { perSecond, p50, p99, memoryMiB, processorMicroseconds } = bare;
  const theirs = [whole(perSecond), short(p50), short(p99), whole(memoryMiB)];
  return [row(ours), row(['_bare_', ...theirs, whole(processorMicroseconds), ''])];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Three significant digits at most. */
function short(value: number): string {
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}
