import { writeFileSync } from 'node:fs';
import { apiDocumentText } from './docs/api-document.ts';
import { configurationPage, environmentExample } from './docs/configuration-page.ts';
import { dataInventoryPage } from './docs/data-inventory-page.ts';
import { errorsPage } from './docs/errors-page.ts';
import { eventsPage } from './docs/events-page.ts';

/** `npm run docs`: writes the pages that are made from code. Format them afterwards. */
writeFileSync('docs/configuration.md', configurationPage());
writeFileSync('docs/data-inventory.md', dataInventoryPage());
writeFileSync('docs/errors.md', errorsPage());
writeFileSync('docs/events.md', eventsPage());
writeFileSync('docs/openapi.json', await apiDocumentText());
writeFileSync('.env.example', environmentExample());
