import { cpus, loadavg, totalmem } from 'node:os';
import { canPin } from './cores.ts';

/** What a reader must know of the machine to judge the figures. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  node: string;
  pinned: boolean;
  /** Over the minute before: above zero when others were working, too. */
  loadBefore: number;
}

export function thisMachine(): Machine {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    pinned: canPin,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
