import { other } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('github', {
  provider: other('github'),
  asks: { prompt: 'select_account' },
  namespace: 'https://github.com',
  subject: '71157493',
  // A user ID is a number there, and keeps its digits however many there are.
  endings: { 'subject-number': 'identity', 'subject-big-number': 'identity' },
});
