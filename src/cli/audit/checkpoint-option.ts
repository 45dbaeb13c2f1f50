import { existsSync } from 'node:fs';
import { readCheckpoint } from '../../audit/checkpoint.ts';
import type { Checkpoint } from '../../audit/checkpoint.ts';
import { checkpointsIn } from '../../audit/checkpoint-file.ts';
import { UsageError } from '../command.ts';

/** The checkpoints that are given by themselves or in files, one a line. */
export async function checkpointsOf(given: readonly string[]): Promise<(Checkpoint | null)[]> {
  const found: (Checkpoint | null)[] = [];
  for (const one of given) {
    const itself = readCheckpoint(one);
    if (itself === null && !existsSync(one))
      throw new UsageError('A checkpoint is neither a token of ours nor a file.');
    if (itself !== null) found.push(itself);
    else found.push(...(await Array.fromAsync(checkpointsIn(one))));
  }
  return found;
}
