import type { Credentials, Settings } from './options.ts';

/** A token is renewed so long before it ends. */
const aheadMilliseconds = 30_000;
const patienceMilliseconds = 5000;

/** The `Authorization` of an app with a secret (RFC 6749 §2.3.1). */
export function basic({
  clientId,
  clientSecret,
}: {
  clientId: string;
  clientSecret: string;
}): string {
  return `Basic ${btoa([clientId, clientSecret].map(formEncoded).join(':'))}`;
}

/** The token with which the app itself follows the revocation list. */
export class ServiceToken {
  private token = '';
  private until = -Infinity;

  constructor(
    private readonly credentials: Credentials,
    private readonly settings: Settings,
  ) {}

  async current(): Promise<string> {
    if ('accessToken' in this.credentials) return this.credentials.accessToken();
    if (performance.now() < this.until) return this.token;
    const { issuer, fetch } = this.settings;
    const answer = await fetch(`${issuer}/oauth/token`, {
      method: 'POST',
      headers: { authorization: basic(this.credentials) },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'revocations.read' }),
      signal: AbortSignal.timeout(patienceMilliseconds),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`No token to follow the list with: ${await whyNot(answer)}`);
    const { access_token: token, expires_in: seconds } = (await answer.json()) as Answer;
    this.token = token;
    this.until = performance.now() + seconds * 1000 - aheadMilliseconds;
    return token;
  }

  /** The service did not take it: the next one is new. */
  forget(): void {
    this.until = -Infinity;
  }
}

interface Answer {
  access_token: string;
  expires_in: number;
}

/** The service's own word for it, which names no secret. */
async function whyNot(answer: Response): Promise<string> {
  const { error } = (await answer.json().catch(() => ({}))) as { error?: string };
  return error ?? `status ${answer.status}`;
}

function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}
