import { claimMeanings, isTime } from './claim-meanings.ts';
import { plain } from './issuer.ts';
import type { Fault } from './token-checks.ts';
import { inWords } from './token-checks.ts';

type Members = Readonly<Record<string, unknown>>;

/** One line for each member: its name, its value, and what it means. */
export function linesOf(title: string, members: Members, now: number): string[] {
  const rows = Object.entries(members).map(([name, value]) => [
    plain(name),
    valueOf(name, value, now),
    claimMeanings[name] ?? '',
  ]);
  const longest = Math.max(0, ...rows.map(([, value = '']) => Math.min(value.length, 50)));
  return [
    title,
    ...rows.map(([name = '', value = '', means = '']) =>
      lineOf(name, value.padEnd(longest), means),
    ),
  ];
}

/** What came of the checks, each fault under its reason code. */
export function faultLines(faults: readonly Fault[]): string[] {
  if (faults.length === 0) return ['Checks', '  all good: type, signature, claims, issuer, time'];
  return ['Checks', ...faults.map(({ reason, says }) => `  ${reason}: ${says}`)];
}

function lineOf(name: string, value: string, means: string): string {
  return `  ${name.padEnd(15)} ${value}${means && `  ${means}`}`.trimEnd();
}

/** Times as people read them, with how far away they are. */
function valueOf(name: string, value: unknown, now: number): string {
  if (!isTime(name, value)) return plain(value);
  const distance = value > now ? `in ${inWords(value - now)}` : `${inWords(now - value)} ago`;
  return `${new Date(value * 1000).toISOString().replace('.000', '')}, ${distance}`;
}
