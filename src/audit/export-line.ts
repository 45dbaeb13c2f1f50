import type { ChainEnd } from './chain.ts';

/**
 * A line of an export. Its layout is fixed, so that the text of the entry can be cut out of it and hashed as it is, by
 * anybody with any tool.
 */
export function lineOf({ seq, hash }: ChainEnd, text: string): string {
  return `${beginOf({ seq, hash })}${text}}`;
}

/** The line before the first entry, when the beginning of the ledger has had its time. */
export function stubLine(token: string): string {
  return `{"stub":"${token}"}`;
}

/** The text of the entry in a line that should have this number. */
export function textIn(line: string, seq: number): string {
  return line.slice(beginOf({ seq, hash: unknownHash }).length, -1);
}

/** Whether a line is exactly what an entry looks like at this place. */
export function isLineOf(line: string, end: ChainEnd): boolean {
  return line.startsWith(beginOf(end)) && line.endsWith('}');
}

/** The stub in the first line of an export; null when it is an entry. */
export function stubIn(line: string): string | null {
  return /^\{"stub":"([\w.-]+)"\}$/.exec(line)?.[1] ?? null;
}

const unknownHash = '0'.repeat(64);

function beginOf({ seq, hash }: ChainEnd): string {
  return `{"seq":${seq},"hash":"${hash}","entry":`;
}
