import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Jwks } from '../keys/jwks.ts';
import { Anchors } from './anchors.ts';
import { afterEntry, beginning } from './chain.ts';
import type { ChainEnd } from './chain.ts';
import { isSignedBy, readCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isLineOf, stubIn, textIn } from './export-line.ts';
import { broken } from './verdict.ts';
import type { Broken, Verdict } from './verdict.ts';

/** What is verified, and what with: an export of everything, checkpoints that somebody kept, and the public keys. */
export interface ExportProof {
  file: string;
  checkpoints: readonly (Checkpoint | null)[];
  keys: Jwks;
}

/** Verifies an export of the whole ledger without any database, and trusts nothing but the keys. */
export async function verifyExport({ file, checkpoints, keys }: ExportProof): Promise<Verdict> {
  const anchors = new Anchors(keys, { brought: checkpoints, file: [], database: [] });
  const found = anchors.load();
  return found ?? new ExportWalk(anchors, keys).run(file);
}

class ExportWalk {
  private begin: ChainEnd = beginning;
  private end: ChainEnd = beginning;
  private isFirst = true;

  constructor(
    private readonly anchors: Anchors,
    private readonly keys: Jwks,
  ) {}

  async run(file: string): Promise<Verdict> {
    for await (const lines of linesIn(file)) {
      for (const line of lines) {
        const found = this.isFirst ? this.first(line) : this.step(line);
        if (found !== null) return found;
      }
    }
    const found = this.anchors.beyond(this.end);
    if (found !== null) return found;
    const { anchors, begin, end } = this;
    return { kind: 'intact', from: begin.seq + 1, to: end.seq, ...anchors.reach, unsealed: 0 };
  }

  private first(line: string): Broken | null {
    this.isFirst = false;
    const token = stubIn(line);
    if (token === null) return this.step(line);
    const stub = readCheckpoint(token);
    if (stub === null || stub.kind !== 'stub' || !isSignedBy(this.keys, stub))
      return broken(stub?.seq ?? 0, 'untrusted-beginning');
    [this.begin, this.end] = [stub, stub];
    return this.anchors.agree(stub) ? null : broken(stub.seq, 'not-as-signed');
  }

  private step(line: string): Broken | null {
    const next = afterEntry(this.end, textIn(line, this.end.seq + 1));
    this.end = next;
    if (!isLineOf(line, next)) return broken(next.seq, 'changed');
    return this.anchors.agree(next) ? null : broken(next.seq, 'not-as-signed');
  }
}

const chunkBytes = 1 << 20;

/** The lines of a file, many at a time: one at a time would take longer than to verify them. */
async function* linesIn(file: string): AsyncIterable<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}
