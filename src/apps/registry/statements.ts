import { statement } from '../../platform/database/statement.ts';

const appColumns = `a.id, a.name,
          json_build_object('en', a.department, 'es', coalesce(a.department_es, a.department)) as department,
          json_build_object('en', a.purpose, 'es', coalesce(a.purpose_es, a.purpose)) as purpose,
          a.kind, a.auth_method as "authMethod",
          case when a.jwks is not null
               then json_build_object('algorithm', a.assertion_algorithm, 'jwks', a.jwks) end as keys,
          a.assertion_audience as "assertionAudience", a.sector, a.resource,
          a.other_resources as "otherResources", a.redirect_uris as "redirectUris",
          a.post_logout_redirect_uris as "postLogoutRedirectUris", a.scopes,
          a.grant_types as "grantTypes", a.access_token_algorithm as "accessTokenAlgorithm",
          a.id_token_algorithm as "idTokenAlgorithm",
          a.backchannel_logout_uri as "backchannelLogoutUri",
          a.backchannel_logout_session_required as "backchannelLogoutSessionRequired", a.disabled_at is not null as disabled`;

/** Every app with the hashes of its secrets that are valid now. A city has hundreds of apps, not millions. */
export const readRegistry = statement(
  'apps.read-registry',
  `select ${appColumns},
          array(select s.secret_hash from civic.app_secret s
                where s.app_id = a.id and (s.expires_at is null or s.expires_at > civic.now())) as secrets
   from civic.city_app a order by a.name, a.id`,
);

/** In the order of `columnsOf`. */
const writtenColumns = `id, name, department, department_es, purpose, purpose_es, kind, auth_method, jwks,
  assertion_algorithm, assertion_audience, sector, resource, other_resources, redirect_uris,
  post_logout_redirect_uris, scopes, grant_types, access_token_algorithm, id_token_algorithm,
  backchannel_logout_uri, backchannel_logout_session_required`;
const writtenValues =
  '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22';

/** Adds an app; no row when the id is taken. */
export const insertApp = statement(
  'apps.insert',
  `insert into civic.city_app (${writtenColumns}) values (${writtenValues})
   on conflict (id) do nothing returning id`,
);

/** The app as it is, and as it stays until the transaction ends. */
export const readAndLockApp = statement(
  'apps.read-and-lock',
  `select ${appColumns} from civic.city_app a where a.id = $1 for update`,
);

/** Writes everything there is to say of an app that was locked. */
export const updateApp = statement(
  'apps.update',
  `update civic.city_app set (${writtenColumns}) = (${writtenValues}) where id = $1`,
);

/** Locks the app, so that two rotations come one after the other. */
export const lockApp = statement(
  'apps.lock',
  'select auth_method as "authMethod" from civic.city_app where id = $1 for update',
);

/** Every app as staff see it, or the one that is named. No row of a secret is read, only when it was made and ends. */
export const readRecords = statement(
  'apps.read-records',
  `select ${appColumns}, a.created_at as "registeredAt", a.disabled_at as "pausedAt",
          (select max(s.created_at) from civic.app_secret s
           where s.app_id = a.id and s.expires_at is null) as "secretMadeAt",
          (select max(s.expires_at) from civic.app_secret s
           where s.app_id = a.id and s.expires_at > civic.now()) as "oldSecretEndsAt"
   from civic.city_app a where $1::text is null or a.id = $1 order by lower(a.name), a.id`,
);

/** Until when the secret before the last one works, if it does. */
export const readOverlap = statement(
  'apps.read-overlap',
  'select max(expires_at) as until from civic.app_secret where app_id = $1 and expires_at > civic.now()',
);

/** Of two secrets alive, the older one goes at once. */
export const deleteRetiredSecrets = statement(
  'apps.delete-retired-secrets',
  `delete from civic.app_secret where app_id = $1 and expires_at is not null
   returning expires_at > civic.now() as worked`,
);

/** The secret used until now lives on for the overlap. */
export const retireSecret = statement(
  'apps.retire-secret',
  `update civic.app_secret set expires_at = civic.now() + make_interval(secs => $2)
   where app_id = $1 and expires_at is null`,
);

/** An app that proves itself in another way has no use for what could be stolen. */
export const deleteSecrets = statement(
  'apps.delete-secrets',
  'delete from civic.app_secret where app_id = $1',
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
