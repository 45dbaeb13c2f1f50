import { everyPage } from '../pages.ts';
import { pictureEveryPage } from './picture-every-page.ts';

pictureEveryPage({ languages: ['en'], states: everyPage });
