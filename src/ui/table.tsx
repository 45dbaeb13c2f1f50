import type { ComponentChildren, VNode } from 'preact';

interface TableProps {
  caption: string;
  headings: readonly string[];
  /** The first cell of a row is its heading. */
  rows: readonly (readonly ComponentChildren[])[];
}

/** A table that becomes stacked boxes on a narrow screen. */
export function Table({ caption, headings, rows }: TableProps): VNode {
  return (
    <table class="cl-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th scope="col">{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row" data-label={headings[0]}>
              {first}
            </th>
            {rest.map((cell, index) => (
              <td data-label={headings[index + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
