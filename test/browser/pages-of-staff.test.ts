import { lookAtEveryPage } from './every-page.ts';
import { staffPages } from './pages.ts';

lookAtEveryPage(staffPages, (path) => path.startsWith('/staff'));
