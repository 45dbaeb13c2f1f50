import { readFileSync, readdirSync } from 'node:fs';

const folder = 'test/proofs';
const ending = '.proof.ts';

/** Every proof that can be run, by name. */
export function proofNames(): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).toSorted();
}

export function proofFile(name: string): string {
  return `${folder}/${name}${ending}`;
}

/** What a proof promises: the comment its file opens with, in one line. */
export function promiseOf(name: string): string {
  const [, comment] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(proofFile(name), 'utf8')) ?? [];
  if (comment === undefined) throw new Error(`${proofFile(name)} must open with its promise.`);
  return comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim();
}
