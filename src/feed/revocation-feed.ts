import { Injectable } from '@nestjs/common';
import type { Patience } from './arrivals.ts';
import { ListClock } from './list-clock.ts';
import { ListView } from './list-view.ts';

/** How far a verifier knows the list. */
export interface Position {
  line: string;
  seq: number;
}

/**
 * Hands out the revocation list. Nothing is used up, so any number of verifiers can follow it, each at its own pace;
 * what they get they can believe to be complete as of the moment they asked.
 */
@Injectable()
export class RevocationFeed {
  constructor(
    private readonly clock: ListClock,
    private readonly view: ListView,
  ) {}

  /**
   * The signed parts after a position, or everything where there is none or the list does not go on from there. Where
   * there is nothing new it waits for it, and then says, signed as well, that there is nothing.
   * Throws `unavailable` when the database cannot be asked: silence must not pass for good news.
   */
  async after(position: Position | null, patience: Patience): Promise<readonly string[]> {
    const found = await this.clock.arrivals.until(() => this.read(position), patience);
    return found ?? [await this.view.nothing()];
  }

  /** Null when there is nothing after the position. */
  private async read(position: Position | null): Promise<readonly string[] | null> {
    await this.view.refresh();
    const later = position && this.view.after(position.line, position.seq);
    if (later?.length === 0) return null;
    return later ?? [await this.view.everything()];
  }
}
