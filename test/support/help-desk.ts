import type { Resident } from './resident.ts';

/** What a code for the help desk looks like, at the end of what shows it. */
export const codeShape = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?=<)/;

/** A code for the help desk, as the resident reads it on the page. */
export async function makeCode(resident: Resident): Promise<string> {
  await resident.open('/account/support-code');
  const page = await resident.browser.submit('/account/support-code');
  return codeShape.exec(page.text)?.[0] ?? page.text;
}
