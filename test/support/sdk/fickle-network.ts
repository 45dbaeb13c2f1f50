/** What a request to the service meets. */
type Weather = 'fair' | 'cut' | 'no-waiting';

/** A way to the service that can be cut, for the revocation list alone or for everything. */
export class FickleNetwork {
  weather: Weather = 'fair';
  /** Changes the parts of the list on their way. */
  rewrite: (parts: string[]) => string[] = (parts) => parts;
  /** The path of every request, oldest first. */
  readonly asked: string[] = [];

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    this.asked.push(url.pathname);
    if (this.weather === 'cut') throw new TypeError('fetch failed');
    const waits = Number(url.searchParams.get('wait') ?? 0) > 0;
    if (this.weather === 'no-waiting' && waits) return neverAnswered(init?.signal);
    const answer = await fetch(input, init);
    // What was under way when the cable was cut does not arrive.
    if ((this.weather as Weather) === 'cut') throw new TypeError('fetch failed');
    if (url.pathname !== '/feed/revocations' || !answer.ok) return answer;
    const { parts } = (await answer.json()) as { parts: string[] };
    return Response.json({ parts: this.rewrite(parts) });
  };

  count(path: string): number {
    return this.asked.filter((one) => one === path).length;
  }
}

function neverAnswered(signal?: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
