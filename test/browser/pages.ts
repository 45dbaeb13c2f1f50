import { accountPages } from './pages/account.ts';
import { appPages } from './pages/apps.ts';
import type { PageState } from './pages/page-state.ts';
import { signInPages } from './pages/sign-in.ts';
import { sitePages } from './pages/site.ts';
import { endings } from './pages/endings.ts';

/** Every page in every state that a resident can reach. A page that is missing here fails the build. */
export const everyPage: readonly PageState[] = [
  ...sitePages,
  ...signInPages,
  ...endings,
  ...accountPages,
  ...appPages,
];
