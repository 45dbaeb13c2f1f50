import { styleText } from 'node:util';
import type { Step } from './steps.ts';

const nameWidth = 34;
const figureWidth = 48;

/** A step as one line: tick, what was done, a figure, the time. Colours follow NO_COLOR and whether anybody looks. */
export function stepLine({ name, figure, seconds }: Step): string {
  const time = `${seconds.toFixed(2)} s`.padStart(8);
  const columns = `${name.padEnd(nameWidth)} ${figure.padEnd(figureWidth)}`;
  return `${styleText('green', '✔')} ${columns} ${styleText('dim', time)}`;
}

/** A failure as one line. */
export function failureLine(message: string): string {
  return `${styleText('red', '✘')} ${message}`;
}
