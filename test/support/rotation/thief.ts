import { setTimeout as pause } from 'node:timers/promises';
import type { CachingVerifier } from './caching-verifier.ts';
import type { RotationTrial, Token } from './rotation-trial.ts';

/** How long another process may not have noticed, and a second for the notice to be taken. */
const noticeMilliseconds = 11_000;

/** Whether a token that outlives its key was accepted: by anybody, or by nobody. */
interface Judgement {
  asked: number;
  accepted: number;
}

/**
 * Somebody who got a token for an hour out of every key that ever signed, and tries them all: while the key lives, and
 * again once it is retired and everybody must have heard of it.
 */
export class Thief {
  readonly whileLive: Judgement = { asked: 0, accepted: 0 };
  readonly onceRetired: Judgement = { asked: 0, accepted: 0 };
  private readonly loot = new Map<string, Token>();
  private readonly done = new Set<string>();

  constructor(
    private readonly trial: RotationTrial,
    private readonly verifiers: readonly CachingVerifier[],
  ) {}

  /** How many keys were tried after their end, by everybody. */
  get keysTried(): number {
    return this.done.size;
  }

  /** Goes on for so many seconds. */
  async run(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      await this.steal();
      await this.tryRetired();
      await pause(1000);
    }
  }

  private async steal(): Promise<void> {
    const [process] = this.trial.processes;
    if (process === undefined) return;
    for (const app of this.trial.apps) {
      const token = await this.trial.lasting(await this.trial.token(app, process));
      if (this.loot.has(token.kid)) continue;
      this.loot.set(token.kid, token);
      await this.tryAtAll(token, this.whileLive, this.verifiers);
    }
  }

  private async tryRetired(): Promise<void> {
    for (const [kid, retiredAt] of await this.retirements()) {
      const token = this.loot.get(kid);
      const heardAt = retiredAt + noticeMilliseconds;
      if (token === undefined || this.done.has(kid)) continue;
      if (!this.verifiers.every((verifier) => mustKnow(verifier, heardAt))) continue;
      this.done.add(kid);
      await this.tryAtAll(token, this.onceRetired, this.verifiers);
    }
  }

  private async tryAtAll(
    token: Token,
    judgement: Judgement,
    verifiers: readonly CachingVerifier[],
  ): Promise<void> {
    const { processes } = this.trial;
    const answers = await Promise.all([
      ...processes.map((process) => this.trial.isActive(token, process)),
      ...verifiers.map(async (verifier) => (await verifier.complaint(token.text)) === null),
    ]);
    judgement.asked += answers.length;
    judgement.accepted += answers.filter(Boolean).length;
  }

  private async retirements(): Promise<[kid: string, retiredAt: number][]> {
    const rows = await this.trial.service.database.query<{ kid: string; retired_at: Date }>(
      `select kid, retired_at from civic.signing_key where state = 'retired'`,
    );
    return rows.map(({ kid, retired_at: at }) => [kid, at.getTime()]);
  }
}

/** True when what an app has read is too new to hold the key, or too old to be used. */
function mustKnow({ askedAt, cacheSeconds }: CachingVerifier, heardAt: number): boolean {
  return askedAt > heardAt || Date.now() > heardAt + cacheSeconds * 1000;
}
