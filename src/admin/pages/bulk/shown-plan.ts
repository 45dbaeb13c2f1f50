import type { BulkPlan, BulkProgress, LinkDates, Trouble } from '../../../bulk/plan.ts';
import type { PageFrame } from '../../../ui/site.ts';
import type { InEachLanguage, Name } from '../../../words/words.ts';

/** A plan with everything that pages say of it. */
export interface ShownPlan {
  frame: PageFrame;
  plan: BulkPlan;
  progress: BulkProgress;
  /** Whoever made it. */
  who: string;
  /** Whether that is the reader. */
  isOwn: boolean;
  providerName: (id: string) => Name;
  appName: (id: string) => string;
  /** Some of its links, before it runs. */
  sample: readonly LinkDates[];
  troubles: readonly Trouble[];
  /** What each resident will read. */
  reads: InEachLanguage;
}
