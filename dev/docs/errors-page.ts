import { oauthProblems } from '../../src/oauth/oauth-error.ts';
import { problems } from '../../src/platform/http/problems.ts';

/** `docs/errors.md` as the catalogues in code make it. */
export function errorsPage(): string {
  return [
    '# Errors',
    '',
    'Residents see pages with a help code, never a code of this list. City apps see two forms, each with fixed',
    'sentences: nothing of the case at hand is repeated, and nothing personal can get in. `npm run docs` makes this',
    'page from `src/platform/http/problems.ts` and `src/oauth/oauth-error.ts`, and a test compares them.',
    '',
    '## Under `/api`: problem details (RFC 9457)',
    '',
    '`application/problem+json` with `type` (the issuer and `/developers#` and the code), `title`, `status`, `code`,',
    '`help` and `instance` (the request ID). `errors` lists fields that are not right, each by a JSON Pointer.',
    '`openapi.json` beside this page says which of them each operation answers with.',
    '',
    '| code | status | title | what to do |',
    '| --- | --- | --- | --- |',
    ...Object.entries(problems).map(
      ([code, { status, title, help }]) => `| \`${code}\` | ${status} | ${title} | ${help} |`,
    ),
    '',
    '## OAuth endpoints (RFC 6749 §5.2, RFC 6750 §3.1)',
    '',
    '`application/json` with `error` and `error_description`. A request whose client or return address cannot be',
    'trusted is answered with a page and never with a redirect. When the service or its database cannot answer,',
    '`temporarily_unavailable` (429, 503) or `server_error` (500) comes back, with `Retry-After` where it helps.',
    '',
    '| error | status | error_description | our name in logs |',
    '| --- | --- | --- | --- |',
    ...Object.entries(oauthProblems).map(([name, problem]) => {
      const status = 'status' in problem ? problem.status : 400;
      return `| \`${problem.error}\` | ${status} | ${problem.says} | \`${name}\` |`;
    }),
    '',
  ].join('\n');
}
