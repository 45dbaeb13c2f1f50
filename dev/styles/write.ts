import { writeFileSync } from 'node:fs';
import { stylesInUse, styleSheet } from './styles-in-use.ts';

/** `npm run styles`: after a page begins to use another part of the design system. */
writeFileSync(styleSheet, await stylesInUse());
