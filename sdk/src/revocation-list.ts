import { jwtVerify } from 'jose';
import type { VerifiedToken } from './claims.ts';
import type { KeySet } from './key-set.ts';
import type { FeedOptions, Settings } from './options.ts';
import { Pace } from './pace.ts';
import type { Reading } from './pace.ts';
import { RevokedSet } from './revoked-set.ts';
import type { ListPart } from './revoked-set.ts';
import { ServiceToken } from './service-token.ts';
import { TokenError } from './token-error.ts';
import type { Reason } from './token-error.ts';
import type { Use } from './verifier.ts';

/** How long whoever comes before the list is here waits for it. */
const firstPatienceMilliseconds = 5000;

/**
 * Follows the revocation list of the service in the background. It has been read before the first token is accepted, and
 * when it could not be read for longer than it may, nothing is accepted any more.
 */
export class FollowedList {
  private readonly names = new RevokedSet();
  private readonly pace: Pace;
  private readonly token: ServiceToken;
  private readonly maxStaleness: number;
  private readonly stopping = new AbortController();
  /** Of when the list is known to be complete. */
  private completeAt = -Infinity;
  private hasBegun = false;
  private isWarned = false;
  private readonly firstRead: Promise<void>;

  constructor(
    private readonly keys: KeySet,
    private readonly settings: Settings,
    private readonly options: FeedOptions,
  ) {
    this.maxStaleness = (options.maxStalenessSeconds ?? 60) * 1000;
    this.pace = new Pace(this.maxStaleness);
    this.token = new ServiceToken(options.credentials, settings);
    if (options.staleReads === 'accept') {
      settings.warn('Requests that only read are accepted with a revocation list that is too old.');
    }
    this.firstRead = new Promise((resolve) => void this.follow(resolve));
  }

  /** Whether it has been read at all. */
  get isReady(): boolean {
    return this.hasBegun;
  }

  /** Returns when the list has been read. Throws `revocations_unavailable` when that takes too long. */
  async ready(): Promise<void> {
    if (this.isReady) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_, reject) => {
      const late = this.refusal('revocations_unavailable', 'The revocation list cannot be read.');
      timer = setTimeout(() => reject(late), firstPatienceMilliseconds);
    });
    await Promise.race([this.firstRead, patience]).finally(() => clearTimeout(timer));
  }

  /** Throws `revoked`, or what keeps it from knowing. */
  check({ claims }: VerifiedToken, { access = 'write' }: Use): void {
    if (this.names.ends(claims)) throw this.refusal('revoked', 'It has been revoked.');
    const age = performance.now() - this.completeAt;
    if (age <= this.maxStaleness) return;
    if (!this.hasBegun || access !== 'read' || this.options.staleReads !== 'accept') {
      const old = Number.isFinite(age) ? `is ${Math.round(age / 1000)} s old` : 'has a gap';
      const message = `The revocation list ${old}.`;
      throw this.refusal('revocations_stale', message);
    }
    if (!this.isWarned) this.settings.warn('Reading goes on with a list that is too old.');
    this.isWarned = true;
  }

  close(): void {
    this.stopping.abort();
  }

  private async follow(begun: () => void): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const askedAt = performance.now();
      try {
        const reading = await this.readOn();
        this.pace.went(reading, performance.now() - askedAt);
        if (reading !== 'gap') this.complete(askedAt, begun);
      } catch (error) {
        if (!signal.aborted) this.failed(error);
      }
      this.names.prune();
      await this.pace.rest(signal);
    }
  }

  private complete(askedAt: number, begun: () => void): void {
    this.completeAt = askedAt;
    this.hasBegun = true;
    this.isWarned = false;
    begun();
  }

  /** Reads what is new. Where there is a gap all of it is asked for next. */
  private async readOn(): Promise<Reading> {
    const { position } = this.names;
    const { waitSeconds, patienceMilliseconds } = this.pace;
    const url = new URL(`${this.settings.issuer}/feed/revocations`);
    if (position !== null) {
      url.searchParams.set('after', position);
      url.searchParams.set('wait', String(waitSeconds));
    }
    const patience = AbortSignal.timeout(patienceMilliseconds);
    const answer = await this.settings.fetch(url, {
      headers: { authorization: `Bearer ${await this.token.current()}` },
      signal: AbortSignal.any([this.stopping.signal, patience]),
      redirect: 'error',
    });
    if (answer.status === 401) this.token.forget();
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const { parts } = (await answer.json()) as { parts: string[] };
    const read = await Promise.all(parts.map((part) => this.readPart(part)));
    for (const part of read) mustBeOfNow(part, this.settings);
    if (read.length > 0 && read.every((part) => this.names.take(part))) {
      const isQuiet = position !== null && read.every(({ from, seq }) => from === seq);
      return isQuiet ? 'nothing' : 'news';
    }
    this.names.lose();
    this.completeAt = -Infinity;
    return 'gap';
  }

  private async readPart(part: string): Promise<ListPart> {
    const { issuer } = this.settings;
    const rules = { issuer, typ: 'civic-revocations+jwt', algorithms: ['ES256'] };
    const { payload } = await jwtVerify<ListPart>(part, this.keys.of, rules);
    return payload;
  }

  /** Said once, until it works again. */
  private failed(error: unknown): void {
    if (this.pace.failed() === 'for the first time') {
      this.settings.warn(`The revocation list cannot be read: ${String((error as Error).message)}`);
    }
  }

  private refusal(reason: Reason, message: string): TokenError {
    return new TokenError(reason, message, { issuer: this.settings.issuer });
  }
}

/** Between the service and us, beside what clocks may differ. */
const onTheWaySeconds = 15;

/**
 * A part that says how things are now was signed now: nothing in between can answer with an old one for ever. None was
 * signed later than now: a clock that is behind would take tokens for good that have long expired, and forget too early
 * what ends them.
 */
function mustBeOfNow({ from, seq, iat }: ListPart, { clockToleranceSeconds }: Settings): void {
  const age = Date.now() / 1000 - iat;
  const most = clockToleranceSeconds + onTheWaySeconds;
  const isOfNow = from === 0 || from === seq;
  if (age >= -most && (age <= most || !isOfNow)) return;
  throw new Error(`a part was signed ${Math.round(age)} s ago: look at the clock here`);
}
