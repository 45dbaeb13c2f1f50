import { grantsOfSql } from '../grants/kept-grants.ts';
import { keptRows } from '../platform/database/kept.ts';
import { subjectsSql } from '../residents/resident-sql.ts';

/** Codes on their way to a city service. */
export const keptCodes = keptRows(
  {
    table: 'authorization_code',
    name: 'handovers',
    title: 'copy.codes',
    fields: {
      app_id: 'copy.app',
      grant_id: 'copy.grant',
      link_id: 'copy.link',
      redirect_uri: 'copy.address',
      scopes: 'copy.scopes',
      expires_at: 'copy.ends',
      used_at: 'copy.used',
    },
    leftOut: {
      code_hash: 'copy.why.secret',
      code_challenge: 'copy.why.secret',
      nonce: 'copy.why.theirs',
    },
  },
  { where: `grant_id in (${grantsOfSql('$1')})`, orderBy: 'expires_at' },
);

/** Sign-outs that a city service asked for, and that the resident has not answered. */
export const keptLogouts = keptRows(
  {
    table: 'logout_request',
    name: 'asked_sign_outs',
    title: 'copy.logouts',
    fields: {
      app_id: 'copy.app',
      subject: 'copy.subject',
      redirect_uri: 'copy.address',
      language: 'copy.language',
      created_at: 'copy.began',
      expires_at: 'copy.ends',
    },
    leftOut: { id: 'copy.why.secret', state: 'copy.why.theirs' },
  },
  { where: `subject in (${subjectsSql('$1')})`, orderBy: 'created_at' },
);
