import { forEver, nobody } from './inventory-row.ts';
import type { InventoryTable } from './inventory-row.ts';

/** What is the city's own and about no resident. */
export const city: readonly InventoryTable[] = [
  {
    table: 'city_app',
    kept: { lasting: 'as long as the app is registered' },
    groups: [
      {
        columns: 'id name department department_es purpose purpose_es',
        class: 'setting',
        purpose: 'which app it is, as residents read it',
        seenBy: ['everyone'],
        inCopy: 'nobody’s',
      },
      {
        columns:
          'kind sector resource other_resources redirect_uris post_logout_redirect_uris backchannel_logout_uri backchannel_logout_session_required scopes grant_types access_token_algorithm id_token_algorithm auth_method jwks assertion_algorithm assertion_audience disabled_at created_at',
        class: 'setting',
        purpose: 'what the app may do and how it proves who it is',
        seenBy: ['operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'app_secret',
    kept: { lasting: 'until it is replaced' },
    groups: [
      {
        columns: 'app_id secret_hash created_at expires_at',
        class: 'secret',
        purpose: 'secrets of city apps, as hashes',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'client_assertion',
    kept: { kind: 'assertion' },
    groups: [
      {
        columns: 'app_id jti_hash expires_at',
        class: 'secret',
        purpose: 'assertions of city apps that were used, as hashes',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'policy_version',
    kept: forEver,
    groups: [
      {
        columns: 'version starts_at asks_again changes_en changes_es text_en text_es published_at',
        class: 'setting',
        purpose: 'published versions of the privacy policy',
        seenBy: ['everyone'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'policy_draft',
    kept: { lasting: 'until it is published or thrown away' },
    groups: [
      {
        columns:
          'the_one revision starts_on asks_again changes_en changes_es text_en text_es saved_at',
        class: 'setting',
        purpose: 'the draft of the next version of the privacy policy',
        seenBy: ['viewer', 'auditor', 'operator'],
        inCopy: 'nobody’s',
      },
      {
        columns: 'saved_by',
        class: 'pseudonym',
        purpose: 'which member of staff saved it last',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'tally',
    kept: { kind: 'tally' },
    groups: [
      {
        columns: 'kind hour subject outcome count last_at',
        class: 'record',
        purpose:
          'how often pages were shown, sign-ins ended and apps asked in an hour, without whom',
        seenBy: ['viewer', 'auditor', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'published_statistic',
    kept: forEver,
    groups: [
      {
        columns: 'month tables published_at',
        class: 'record',
        purpose: 'the statistics of a month as they were published, with small counts left out',
        seenBy: ['everyone'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'signing_key',
    kept: forEver,
    groups: [
      {
        columns: 'sealed_private',
        class: 'secret',
        purpose: 'signs tokens; sealed, and erased when the key retires',
        seenBy: nobody,
        inCopy: 'nobody’s',
        kept: { lasting: 'until the key retires' },
      },
      {
        columns:
          'kid algorithm state public_jwk created_at usable_from current_at replaced_at retired_at compromised',
        class: 'setting',
        purpose: 'which keys signed and sign',
        seenBy: ['everyone'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'idempotent_answer',
    kept: { kind: 'repeat' },
    groups: [
      {
        columns: 'caller claimed_at expires_at status',
        class: 'setting',
        purpose: 'which app sent a request under a key of its own, and how it was answered',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'key_hash request_hash',
        class: 'secret',
        purpose: 'recognizes the request when it is sent again, as hashes',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'sealed_answer',
        class: 'secret',
        purpose: 'the answer, sealed under the key of the app, which is not kept',
        seenBy: ['city app'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'key_retirement',
    kept: { kind: 'retirement' },
    groups: [
      {
        columns: 'id kid asked_by asked_at expires_at',
        class: 'record',
        purpose: 'lets a second person agree that a key is retired at once',
        seenBy: ['auditor', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'migration',
    kept: forEver,
    groups: [
      {
        columns: 'id timestamp name',
        class: 'setting',
        purpose: 'which changes of the database were made',
        seenBy: ['operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
];
