import { readFileSync } from 'node:fs';
import { staffRoles } from '../../../src/permissions/permissions.ts';
import type { StaffRole } from '../../../src/permissions/permissions.ts';

/** A row of the table in `docs/staff.md`, which is what we promise. */
export interface PromisedRow {
  action: string;
  roles: readonly StaffRole[];
  fresh: boolean;
  scope: string | null;
}

/** What the page for staff says about who may do what. */
export function promised(): PromisedRow[] {
  const page = readFileSync('docs/staff.md', 'utf8');
  const lines = page.split('\n').filter((line) => /^\| `[a-z]+\.[a-z]+` /.test(line));
  return lines.map((line) => {
    const [, action = '', , ...cells] = line
      .split('|')
      .map((cell) => cell.replaceAll('`', '').trim());
    const [fresh, scope = '-'] = cells.slice(staffRoles.length);
    return {
      action,
      roles: staffRoles.filter((_, column) => cells[column] === 'yes'),
      fresh: fresh === 'yes',
      scope: scope === '-' ? null : scope,
    };
  });
}

/** One place where staff can do something. */
export interface Cell {
  action: string;
  place: string;
}

/** Reads lines of an action and a place. */
export function cellsIn(text: string): Cell[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [action = '', ...place] = line.split(/ +/);
    return { action, place: place.join(' ') };
  });
}
