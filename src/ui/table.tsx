import type { ComponentChildren, VNode } from 'preact';

interface TableProps {
  caption: string;
  headings: readonly string[];
  /** The first cell of a row is its heading. */
  rows: readonly (readonly ComponentChildren[])[];
}

/**
 * A table that becomes stacked boxes on a narrow screen, each value beside its heading. Safari stops calling boxes a
 * table unless the roles say so.
 */
export function Table({ caption, headings, rows }: TableProps): VNode {
  return (
    <table class="cl-table" role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {headings.map((heading) => (
            <th scope="col" role="columnheader">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(([first, ...rest]) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              {first}
            </th>
            {rest.map((cell, index) => (
              <td role="cell" data-label={headings[index + 1]}>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
