import { newToken } from '../../../src/kernel/opaque-token.ts';
import { KnownKeys } from '../../../src/keys/ring/known-keys.ts';
import type { SigningAlgorithm } from '../../../src/keys/signing-algorithm.ts';
import { TokenSigner } from '../../../src/keys/token-signer.ts';
import { CityService, claimsOf, headerOf } from '../city-service.ts';
import { ServiceProcess, planFor, sharedSettings } from '../service-process.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';

/** How fast keys change, and how often each of the two processes looks after that; in seconds. */
export interface Pace {
  rotateAfterSeconds: number;
  publishAheadSeconds: number;
  keepAfterSeconds: number;
  looks: readonly [number, number];
}

/** A token with what is to know of it. */
export interface Token {
  readonly text: string;
  readonly app: CityService;
  readonly kid: string;
  /** In milliseconds. */
  readonly endsAt: number;
}

const ownService = {
  redirectUris: [],
  scopes: ['admin:links.revoke'],
  grantTypes: ['client_credentials'],
  scopesApproved: true,
} as const;

/** The life of an access token: the shortest there may be. */
export const tokenSeconds = 30;

/**
 * Two processes on one database that change their keys at a pace of their own, and two apps with a token of either
 * algorithm. The service in this process changes nothing; it signs what only a thief could.
 */
export class RotationTrial {
  private constructor(
    readonly service: TestService,
    readonly processes: readonly ServiceProcess[],
    readonly apps: readonly CityService[],
  ) {}

  static async start({ looks, ...keys }: Pace): Promise<RotationTrial> {
    const settings = { ...sharedSettings(), ACCESS_TOKEN_SECONDS: String(tokenSeconds) };
    const service = await startTestService(settings);
    const apps = [
      await CityService.register(service, ownService),
      await CityService.register(service, { ...ownService, accessTokenAlgorithm: 'RS256' }),
    ];
    const plan = planFor(service, settings);
    const starts = looks.map((everySeconds) =>
      ServiceProcess.start({ ...plan, changes: { keys, housekeeping: { everySeconds } } }),
    );
    const processes = await Promise.all(starts);
    return new RotationTrial(service, processes, apps);
  }

  async stop(): Promise<void> {
    for (const app of this.apps) app.close();
    await Promise.all(this.processes.map((process) => process.kill()));
    await this.service.stop();
  }

  /** A new token of an app, from a process. */
  async token(app: CityService, process: ServiceProcess): Promise<Token> {
    const answer = await app.token({ grant_type: 'client_credentials' }, this.at(process));
    if (answer.status !== 200) throw new Error(answer.text);
    return tokenOf(String(answer.json.access_token), app);
  }

  /** The same as a token, signed by whatever key signs now, but good for an hour: only its key can make it bad. */
  async lasting({ text, app }: Token): Promise<Token> {
    const claims = claimsOf(text) as { iat: number; exp: number };
    const { app: parts } = this.service.running;
    parts.get(KnownKeys).expire();
    const algorithm = headerOf(text).alg as SigningAlgorithm;
    const lasting = { ...claims, exp: claims.iat + 3600, jti: newToken() };
    const signed = await parts.get(TokenSigner).sign({ algorithm, typ: 'at+jwt', claims: lasting });
    return tokenOf(signed, app);
  }

  /** What a process says of a token. */
  async isActive({ text, app }: Token, process: ServiceProcess): Promise<boolean> {
    const answer = await app.introspect(text, this.at(process));
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.json.active === true;
  }

  private at({ address }: ServiceProcess) {
    return { service: { ...this.service, address } };
  }
}

function tokenOf(text: string, app: CityService): Token {
  return { text, app, kid: String(headerOf(text).kid), endsAt: Number(claimsOf(text).exp) * 1000 };
}
