import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Apps } from '../apps/apps.ts';
import type { CityApp } from '../apps/city-app.ts';
import { ApiRoute } from '../platform/http/contract.ts';

/** Fields are named as OAuth dynamic registration names them (RFC 7591 §2) where it has a name. */
const app = z.strictObject({
  client_id: z.string(),
  client_name: z.string(),
  department: z.string(),
  kind: z.enum(['confidential', 'public']),
  token_endpoint_auth_method: z.string(),
  grant_types: z.array(z.string()),
  scopes: z.array(z.string()),
  redirect_uris: z.array(z.string()),
  resource: z.string(),
  status: z.enum(['enabled', 'disabled']),
});
const listed = z.strictObject({ apps: z.array(app).describe('By name.') });

/** The registry of city apps, for staff: to see it. Registering is done at the server. */
@Controller('api/admin/apps')
export class AdminAppsController {
  constructor(private readonly apps: Apps) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:apps.read' },
    { name: 'listApps', summary: 'Which apps are registered, and how.', answer: listed },
  )
  async list(): Promise<z.output<typeof listed>> {
    return { apps: (await this.apps.list()).map(asApp) };
  }
}

function asApp(known: CityApp): z.output<typeof app> {
  return {
    client_id: known.id,
    client_name: known.name,
    department: known.department.en,
    kind: known.kind,
    token_endpoint_auth_method: known.authMethod,
    grant_types: [...known.grantTypes],
    scopes: [...known.scopes],
    redirect_uris: [...known.redirectUris],
    resource: known.resource,
    status: known.disabled ? 'disabled' : 'enabled',
  };
}
