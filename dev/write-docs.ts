import { writeFileSync } from 'node:fs';
import { apiDocumentText } from './docs/api-document.ts';
import { configurationPage, environmentExample } from './docs/configuration-page.ts';
import { errorsPage } from './docs/errors-page.ts';

/** `npm run docs`: writes the pages that are made from code. Format them afterwards. */
writeFileSync('docs/configuration.md', configurationPage());
writeFileSync('docs/errors.md', errorsPage());
writeFileSync('docs/openapi.json', await apiDocumentText());
writeFileSync('.env.example', environmentExample());
