import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { request } from 'undici';
import type { ServiceProcess } from '../service-process.ts';

/** Whose key set an app reads, and how long it keeps what it has read; the library's own ten minutes if not said. */
export interface VerifierPlan {
  process: ServiceProcess;
  issuer: string;
  cacheSeconds?: number;
}

/** An app that checks tokens by itself, with a key set that it has read some time ago. */
export class CachingVerifier {
  readonly cacheSeconds: number;
  /** When it last began to read the key set, in milliseconds. */
  askedAt = 0;
  reads = 0;
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly plan: VerifierPlan) {
    this.cacheSeconds = plan.cacheSeconds ?? 600;
    this.keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', plan.process.address), {
      cooldownDuration: 1000,
      cacheMaxAge: this.cacheSeconds * 1000,
      [customFetch]: (url) => this.read(url),
    });
  }

  /** Null when the token is good, else the code of what is wrong with it. */
  async complaint(token: string): Promise<string | null> {
    const currentDate = new Date();
    try {
      await jwtVerify(token, this.keys, { issuer: this.plan.issuer, typ: 'at+jwt', currentDate });
      return null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return error.code;
      throw error;
    }
  }

  private async read(url: string): Promise<Response> {
    this.askedAt = Date.now();
    this.reads += 1;
    const { host } = new URL(this.plan.issuer);
    const answer = await request(url, { headers: { host } });
    return new Response(await answer.body.text(), { status: answer.statusCode });
  }
}
