import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { readCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Says plainly what it is: by its own code it would pass for a database that does not answer. */
class UnwritableFile extends Error {
  readonly code = 'checkpoint-file';
}

/** Adds a checkpoint to a file, and returns when it lies on the disk. Several processes may add to one file. */
export async function appendCheckpoint(path: string, token: string): Promise<void> {
  try {
    await append(path, `${token}\n`);
  } catch (cause) {
    throw new UnwritableFile('The checkpoint file cannot be written.', { cause });
  }
}

async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o640);
  try {
    await file.appendFile(line);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The checkpoints of a file in its order; none of a file that is not there yet. Other lines are `null`. */
export async function* checkpointsIn(path: string): AsyncIterable<Checkpoint | null> {
  try {
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
    for await (const line of lines) if (line.trim() !== '') yield readCheckpoint(line.trim());
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
  }
}
