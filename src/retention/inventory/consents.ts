import { nobody, self } from './inventory-row.ts';
import type { ColumnGroup, InventoryTable, Seer } from './inventory-row.ts';

const ownId: ColumnGroup = {
  columns: 'resident_id',
  class: 'pseudonym',
  purpose: 'who said yes',
  seenBy: nobody,
  inCopy: 'own ID',
};
const seenByApp: readonly Seer[] = ['resident', 'city app', 'viewer'];

/** What residents let city apps see, and what hangs on it. */
export const consents: readonly InventoryTable[] = [
  {
    table: 'consent',
    kept: { kind: 'consent' },
    groups: [
      ownId,
      {
        columns: 'app_id scopes links policy_version given_at last_used_at',
        class: 'record',
        purpose: 'what a resident lets an app see, under which policy, and when it was used',
        seenBy: seenByApp,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'app_grant',
    kept: { kind: 'grant' },
    groups: [
      ownId,
      {
        columns:
          'id app_id subject scopes resource other_resources auth_link authenticated_at session_id created_at',
        class: 'pseudonym',
        purpose: 'what tokens are issued on',
        seenBy: seenByApp,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'refresh_family',
    kept: { kind: 'grant' },
    groups: [
      {
        columns: 'current_hash previous_hash sealed_successor',
        class: 'secret',
        purpose:
          'recognizes refresh tokens, as hashes; the successor is sealed under the token before',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'grant_id app_id generation rotated_at idle_expires_at expires_at killed_at',
        class: 'record',
        purpose: 'how long an app may ask, and when it last did',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'authorization_code',
    kept: { kind: 'code' },
    groups: [
      {
        columns: 'code_hash code_challenge',
        class: 'secret',
        purpose: 'lets the app redeem a code once, as hashes',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'nonce',
        class: 'pseudonym',
        purpose: 'the app’s own value, given back to it',
        seenBy: ['city app'],
        inCopy: 'the app’s',
      },
      {
        columns: 'app_id grant_id link_id redirect_uri scopes expires_at used_at',
        class: 'record',
        purpose:
          'what the code is for; used ones are known for a day, so that a second use is seen',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'logout_request',
    kept: { kind: 'logout' },
    groups: [
      {
        columns: 'id',
        class: 'secret',
        purpose: 'shows it to the browser that was sent here',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'state',
        class: 'pseudonym',
        purpose: 'the app’s own value, given back to it',
        seenBy: ['city app'],
        inCopy: 'the app’s',
      },
      {
        columns: 'app_id subject redirect_uri language created_at expires_at',
        class: 'record',
        purpose: 'a sign-out posted from an app’s page',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'authorization_request',
    kept: { kind: 'request' },
    groups: [
      {
        columns: 'id browser_hash',
        class: 'secret',
        purpose: 'shows it to no other browser',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'app_id parameters created_at expires_at',
        class: 'record',
        purpose: 'what a city app asked for, before anybody has said who they are',
        seenBy: ['city app'],
        inCopy: 'nobody’s',
      },
    ],
  },
];
