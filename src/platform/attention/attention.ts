import { Injectable } from '@nestjs/common';
import { may, permit } from '../../permissions/permissions.ts';
import type { Action, Asker } from '../../permissions/permissions.ts';
import type { Language } from '../../words/words.ts';

/** Something that staff should look at. It says how much, and of nobody who. */
export interface AttentionItem {
  /** One or two sentences. */
  says: (language: Language) => string;
  /** The page on which it is seen to, without a language. */
  path?: string;
  /** Who may open that page, where not everybody who is told may. */
  pathFor?: Action;
}

/** A module that knows of things to look at. */
export interface NeedsAttention {
  /** Told to staff who may do this. */
  action: Action;
  /** What there is to look at now; empty when all is well. */
  items(): Promise<readonly AttentionItem[]>;
}

/** What needs attention, from all modules that know of something. Each registers itself. */
@Injectable()
export class Attention {
  private readonly known: NeedsAttention[] = [];

  register(source: NeedsAttention): void {
    this.known.push(source);
  }

  /** What somebody should look at, in the order in which the modules started. */
  async items(staff: Asker): Promise<AttentionItem[]> {
    permit(staff, 'dashboard.see');
    const theirs = this.known.filter(({ action }) => may(staff, action));
    const items = (await Promise.all(theirs.map((source) => source.items()))).flat();
    return items.map((item) => withWay(item, staff));
  }
}

/** Nobody is sent to a page that would send them away. */
function withWay({ says, path, pathFor }: AttentionItem, staff: Asker): AttentionItem {
  const isOpen = pathFor === undefined || may(staff, pathFor);
  return { says, ...(path !== undefined && isOpen && { path }) };
}
