import type { Call } from './call.ts';
import type { ProviderName } from './people.ts';
import type { Route } from './route.ts';

export type Endpoint =
  | 'authorize'
  | 'decide'
  | 'token'
  | 'profile'
  | 'permissions'
  | 'grant'
  | 'discovery'
  | 'keys'
  | 'stream'
  | 'attacker'
  | 'unknown';

export interface RecordedRequest {
  readonly provider?: ProviderName;
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Path and query, exactly as they came. */
  readonly url: string;
  readonly headers: Call['headers'];
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Whether an access token travelled in the URL, where every proxy on the way would log it. */
  readonly tokenInUrl: boolean;
}

/** A development server may run for days: only the newest requests are kept. */
const KEPT = 10_000;

/** Remembers every call the providers received; calls to the simulator's own controls are not. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];

  record(call: Call, { provider, endpoint }: Route, time: number): void {
    if (endpoint === undefined) return;
    this.requests.push({
      provider,
      endpoint,
      method: call.method,
      url: call.rawUrl,
      headers: call.headers,
      body: call.body,
      time,
      tokenInUrl: call.url.searchParams.has('access_token'),
    });
    if (this.requests.length > KEPT) this.requests.shift();
  }

  reset(): void {
    this.requests.length = 0;
  }
}
