/** How much of our time, memory and patience another server may take. Milliseconds and bytes. */
export interface ExchangeLimits {
  readonly connect: number;
  /** For all calls of an exchange together: somebody waits for all of them. */
  readonly total: number;
  readonly bodyBytes: number;
  /** Exchanges in progress per server; the next one is refused at once. */
  readonly inFlight: number;
  /** The circuit opens after this many failures within this time, and is tried again after that. */
  readonly circuit: {
    readonly failures: number;
    readonly within: number;
    readonly retryAfter: number;
  };
}

export const exchangeLimits: ExchangeLimits = {
  connect: 2_000,
  total: 5_000,
  bodyBytes: 65_536,
  inFlight: 20,
  circuit: { failures: 5, within: 10_000, retryAfter: 5_000 },
};
