import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CityService } from '../city-service.ts';
import type { FromWatcher, ToWatcher, Weather } from './messages.ts';

/** How one process came to refuse one token. */
export interface Refusal {
  process: number;
  id: number;
  reason: string;
  at: number;
  acceptedAt: number;
}

/** City apps in processes of their own, all looking at the same tokens. */
export class Watchers {
  private readonly refused = new Map<number, Refusal[]>();
  private readonly acceptedAt = new Map<string, number>();

  private constructor(private readonly children: readonly ChildProcess[]) {}

  /** Starts so many, a few at a time; each has read the list before this returns. */
  static async start(
    parks: CityService,
    count: number,
    revocations: 'feed' | 'none' = 'feed',
  ): Promise<Watchers> {
    const children: ChildProcess[] = [];
    const begin: ToWatcher = {
      kind: 'begin',
      issuer: parks.service.url,
      audience: parks.app.resource,
      clientId: parks.id,
      clientSecret: parks.secret,
      revocations,
    };
    while (children.length < count) {
      const few = Array.from({ length: Math.min(5, count - children.length) }, () =>
        fork(join(import.meta.dirname, 'watcher.ts'), [], { execArgv: [] }),
      );
      for (const child of few) child.send(begin);
      await Promise.all(few.map((child) => once(child, 'message')));
      children.push(...few);
    }
    const watchers = new Watchers(children);
    children.forEach((child, n) =>
      child.on('message', (said) => watchers.hear(n, said as FromWatcher)),
    );
    return watchers;
  }

  get count(): number {
    return this.children.length;
  }

  watch(id: number, token: string): void {
    this.tell({ kind: 'watch', id, token });
  }

  meet(weather: Weather): void {
    this.tell({ kind: 'weather', weather });
  }

  of(id: number): Refusal[] {
    return this.refused.get(id) ?? [];
  }

  stop(): void {
    for (const child of this.children) child.kill();
  }

  /** Every refusal of every token. */
  get refusals(): Refusal[] {
    return [...this.refused.values()].flat();
  }

  private add(refusal: Refusal): void {
    this.refused.set(refusal.id, [...this.of(refusal.id), refusal]);
  }

  private tell(message: ToWatcher): void {
    for (const child of this.children) child.send(message);
  }

  private hear(process: number, said: FromWatcher): void {
    if (said.kind === 'ready') return;
    const key = `${process}/${said.id}`;
    if (said.kind === 'accepted-last') this.acceptedAt.set(key, said.at);
    else this.add({ ...said, process, acceptedAt: this.acceptedAt.get(key) ?? 0 });
  }
}
