import type { NewApp } from '../../src/apps/city-app.ts';
import { CityService } from './city-service.ts';
import type { Answer, Call } from './city-service.ts';
import type { TestService } from './service.ts';

/** Every scope of the API. */
export const apiScopes = [
  'revocations.read',
  'ssf.read',
  'ssf.manage',
  'admin:links.revoke',
  'admin:links.block',
  'admin:bulk.read',
  'admin:bulk.plan',
  'admin:bulk.stop',
  'admin:providers.read',
  'admin:providers.change',
  'admin:grants.read',
  'admin:grants.revoke',
  'admin:apps.read',
  'admin:retention.read',
  'admin:retention.run',
  'admin:apps.change',
  'admin:deliveries.read',
  'admin:deliveries.replay',
  'admin:keys.read',
  'admin:keys.change',
  'admin:dashboard.read',
  'admin:policy.read',
  'admin:policy.change',
  'admin:audit.read',
  'admin:audit.export',
  'admin:records.read',
  'admin:records.unmask',
  'admin:statistics.read',
  'admin:statistics.publish',
];

/** An app that calls the API in its own name, with a token for all its scopes. */
export class ApiCaller {
  private constructor(
    readonly app: CityService,
    readonly token: string,
  ) {}

  static async open(
    service: TestService,
    scopes: readonly string[] = apiScopes,
    changes: Partial<NewApp> = {},
  ): Promise<ApiCaller> {
    const app = await CityService.register(service, {
      scopes,
      grantTypes: ['client_credentials'],
      redirectUris: [],
      scopesApproved: true,
      ...changes,
    });
    const { json } = await app.token({ grant_type: 'client_credentials' });
    return new ApiCaller(app, String(json.access_token));
  }

  get(path: string, call: Call = {}): Promise<Answer> {
    return this.send(path, { method: 'GET', ...call });
  }

  post(path: string, body: unknown, call: Call = {}): Promise<Answer> {
    const headers = { 'content-type': 'application/json', ...call.headers };
    return this.send(path, { body: JSON.stringify(body), ...call, headers });
  }

  private send(path: string, call: Call): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, ...call.headers };
    return this.app.call(path, { ...call, headers });
  }
}
