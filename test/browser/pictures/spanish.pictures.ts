import { everyPage } from '../pages.ts';
import { pictureEveryPage } from './picture-every-page.ts';

pictureEveryPage({ languages: ['es'], states: everyPage });
