import { languages } from '../../../src/words/words.ts';
import { cityExample } from '../../support/city-example.ts';
import { everyPage } from '../pages.ts';
import { pictureEveryPage } from './picture-every-page.ts';

/** A few pages as the city of `docs/city.md` has them. */
const states = everyPage.filter(({ id }) =>
  ['start', 'before-you-go', 'review', 'account/two', 'last-link'].includes(id),
);

pictureEveryPage({ languages, states, settings: cityExample(), prefix: 'city-' });
