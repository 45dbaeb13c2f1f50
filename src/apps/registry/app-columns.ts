import type { CityApp } from '../city-app.ts';

/** The values of an app's row, in the order of the statements. */
export function columnsOf(app: CityApp): unknown[] {
  const { department, purpose, keys } = app;
  return [
    app.id,
    app.name,
    department.en,
    department.es,
    purpose.en,
    purpose.es,
    app.kind,
    app.authMethod,
    keys && JSON.stringify(keys.jwks),
    keys && keys.algorithm,
    app.assertionAudience,
    app.sector,
    app.resource,
    app.otherResources,
    app.redirectUris,
    app.postLogoutRedirectUris,
    app.scopes,
    app.grantTypes,
    app.accessTokenAlgorithm,
    app.idTokenAlgorithm,
    app.backchannelLogoutUri,
    app.backchannelLogoutSessionRequired,
  ];
}
