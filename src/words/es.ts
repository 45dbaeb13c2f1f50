import type { en } from './en.ts';
import { account } from './es/account.ts';
import { appConsent } from './es/app-consent.ts';
import { cityServices } from './es/city-services.ts';
import { developers } from './es/developers.ts';
import { everyPage } from './es/every-page.ts';
import { outcomes } from './es/outcomes.ts';
import { signIn } from './es/sign-in.ts';
import { sitePages } from './es/site-pages.ts';

/** The same sentences in Spanish: usted, and the same placeholders in every one. */
export const es = {
  ...everyPage,
  ...signIn,
  ...outcomes,
  ...account,
  ...appConsent,
  ...cityServices,
  ...sitePages,
  ...developers,
} as const satisfies Record<keyof typeof en, string>;
