import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { Log } from '../platform/logging/log.ts';
import { Checkpoints } from './checkpoints.ts';
import { Sealer } from './sealer.ts';
import { look } from './statements/sealing.ts';

interface Seen {
  unsealed: boolean;
  due: boolean;
}

/** Keeps the seal less than a second behind, on every process that serves. An idle one asks one question and rests. */
@Injectable()
export class SealingClock implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private isOver = false;

  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
    private readonly sealer: Sealer,
  ) {}

  /** Begins. The terminal has no need of it: whoever serves does it. */
  start(): void {
    this.wait();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  /** Seals what waits and signs a checkpoint if one is due. */
  async work(): Promise<void> {
    const { checkpointEverySeconds } = this.config.audit;
    const ask = () => firstRow<Seen>(this.database, look, [checkpointEverySeconds]);
    const seen = await ask();
    if (seen?.unsealed) await this.sealer.seal();
    const isDue = seen?.unsealed ? (await ask())?.due : seen?.due;
    if (isDue) await this.checkpoints.make();
  }

  private wait(): void {
    if (this.isOver) return;
    const { sealEveryMilliseconds } = this.config.audit;
    this.timer = setTimeout(() => {
      this.turn = this.attempt().then(() => this.wait());
    }, sealEveryMilliseconds).unref();
  }

  /** Whatever went wrong is tried again at the next turn. */
  private async attempt(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      this.log.write({ event: 'audit.failed', code });
    }
  }
}
