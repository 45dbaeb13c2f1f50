import { lookAtEveryPage } from './every-page.ts';
import { residentsPages } from './pages.ts';

lookAtEveryPage(residentsPages, (path) => !path.startsWith('/staff'));
