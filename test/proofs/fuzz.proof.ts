/**
 * Of a hundred thousand bad tokens and fifty thousand bad requests none is accepted, breaks the service or changes the
 * database; about 5 minutes.
 */
import { proveFuzz } from '../support/fuzz/fuzz.ts';

proveFuzz({ tokens: 100_000, requests: 50_000, patience: 1_800_000 });
