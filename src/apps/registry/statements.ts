import { statement } from '../../platform/database/statement.ts';

/** Every app with the hashes of its secrets that are valid now. A city has hundreds of apps, not millions. */
export const readRegistry = statement(
  'apps.read-registry',
  `select a.id, a.name,
          json_build_object('en', a.department, 'es', coalesce(a.department_es, a.department)) as department,
          json_build_object('en', a.purpose, 'es', coalesce(a.purpose_es, a.purpose)) as purpose,
          a.kind, a.auth_method as "authMethod",
          case when a.jwks is not null
               then json_build_object('algorithm', a.assertion_algorithm, 'jwks', a.jwks) end as keys,
          a.assertion_audience as "assertionAudience", a.sector, a.resource,
          a.other_resources as "otherResources", a.redirect_uris as "redirectUris",
          a.post_logout_redirect_uris as "postLogoutRedirectUris", a.scopes,
          a.grant_types as "grantTypes", a.access_token_algorithm as "accessTokenAlgorithm",
          a.id_token_algorithm as "idTokenAlgorithm", a.disabled_at is not null as disabled,
          array(select s.secret_hash from civic.app_secret s
                where s.app_id = a.id and (s.expires_at is null or s.expires_at > civic.now())) as secrets
   from civic.city_app a order by a.name, a.id`,
);

/** Adds an app; no row when the id is taken. */
export const insertApp = statement(
  'apps.insert',
  `insert into civic.city_app (id, name, department, department_es, purpose, purpose_es, kind, auth_method,
                               jwks, assertion_algorithm, assertion_audience, sector, resource,
                               other_resources, redirect_uris, post_logout_redirect_uris, scopes,
                               grant_types, access_token_algorithm, id_token_algorithm)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
   on conflict (id) do nothing returning id`,
);

/** Locks the app, so that two rotations come one after the other. */
export const lockApp = statement(
  'apps.lock',
  'select auth_method as "authMethod" from civic.city_app where id = $1 for update',
);

/** Of two secrets alive, the older one goes at once. */
export const deleteRetiredSecrets = statement(
  'apps.delete-retired-secrets',
  'delete from civic.app_secret where app_id = $1 and expires_at is not null',
);

/** The secret used until now lives on for the overlap. */
export const retireSecret = statement(
  'apps.retire-secret',
  `update civic.app_secret set expires_at = civic.now() + make_interval(secs => $2)
   where app_id = $1 and expires_at is null`,
);

export const insertSecret = statement(
  'apps.insert-secret',
  'insert into civic.app_secret (app_id, secret_hash) values ($1, $2)',
);

/** Switches an app off or on; no row when there is no such app or nothing changes. */
export const switchApp = statement(
  'apps.switch',
  `update civic.city_app set disabled_at = case when $2 then civic.now() end
   where id = $1 and (disabled_at is not null) <> $2 returning id`,
);
