/** What a watching process is told. */
export type ToWatcher =
  | {
      kind: 'begin';
      issuer: string;
      audience: string;
      clientId: string;
      clientSecret: string;
      revocations: 'feed' | 'none';
    }
  /** Looks at the token again and again, until it is refused. */
  | { kind: 'watch'; id: number; token: string }
  | { kind: 'weather'; weather: Weather };

/** Fair; requests that wait are never answered; nothing is. */
export type Weather = 'fair' | 'no-waiting' | 'cut';

/** What it tells. `at` is in milliseconds of a clock that all processes of a machine share. */
export type FromWatcher =
  | { kind: 'ready' }
  | { kind: 'refused'; id: number; reason: string; at: number }
  /** When it accepted something for the last time before it refused everything. */
  | { kind: 'accepted-last'; id: number; at: number };

/** Milliseconds of the machine's monotonic clock. */
export function machineTime(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}
