import { account } from './en/account.ts';
import { appConsent } from './en/app-consent.ts';
import { cityServices } from './en/city-services.ts';
import { developers } from './en/developers.ts';
import { everyPage } from './en/every-page.ts';
import { outcomes } from './en/outcomes.ts';
import { signIn } from './en/sign-in.ts';
import { sitePages } from './en/site-pages.ts';

/** Every sentence a resident can read, in sixth-grade English: one idea per sentence, at most 20 words. */
export const en = {
  ...everyPage,
  ...signIn,
  ...outcomes,
  ...account,
  ...appConsent,
  ...cityServices,
  ...sitePages,
  ...developers,
} as const;
