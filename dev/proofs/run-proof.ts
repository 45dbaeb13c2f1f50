import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofFile } from './proof-files.ts';

interface Run {
  code: number;
  /** What the proof wrote down; null when it never came to that. */
  written: string | null;
}

const jest = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--runInBand',
];

/** Runs the one file of a proof by jest, which by itself takes no notice of proofs. */
export async function runProof(name: string, seed: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-link-proof-'));
  const figures = join(folder, 'figures.json');
  const env = { ...process.env, CIVIC_SEED: String(seed), CIVIC_PROOF_FIGURES: figures };
  try {
    const args = [...jest, `--testMatch=<rootDir>/${proofFile(name)}`];
    const [code] = await once(spawn(process.execPath, args, { env, stdio: 'inherit' }), 'exit');
    const written = existsSync(figures) ? readFileSync(figures, 'utf8') : null;
    return { code: Number(code ?? 1), written };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
