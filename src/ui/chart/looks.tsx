import type { VNode } from 'preact';

/** So many can be told apart; the next one looks like the first. */
export const looks = 5;

/** The class that colours whatever has a look. */
export function lookClass(look: number): string {
  return `cl-look-${look % looks}`;
}

/** What fills a bar: its pattern, which is in its colour. */
export function fillOf(look: number): string {
  return `url(#look-${look % looks})`;
}

/**
 * The patterns of bars. One for each look, so that nobody needs to tell colours apart; the page has them once, outside
 * of the drawings, of which one is always hidden and what is in it with it.
 */
export function Patterns(): VNode {
  return (
    <svg class="cl-chart__patterns" width="0" height="0" aria-hidden="true">
      <defs>
        {Array.from({ length: looks }, (_, look) => (
          <pattern
            id={`look-${look}`}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform={look === 1 ? 'rotate(45)' : undefined}
          >
            <g class={lookClass(look)}>{texture(look)}</g>
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** Full, stripes, dots, a grid, lines. All but the first leave the paper to be seen. */
function texture(look: number): VNode {
  const ground = <rect class="cl-chart__ground" width="8" height="8" />;
  switch (look) {
    case 0:
      return <rect width="8" height="8" />;
    case 1:
      return (
        <>
          {ground}
          <rect width="4" height="8" />
        </>
      );
    case 2:
      return (
        <>
          {ground}
          <circle cx="2" cy="2" r="1.75" />
          <circle cx="6" cy="6" r="1.75" />
        </>
      );
    case 3:
      return (
        <>
          {ground}
          <path d="M0 0h8v2.5h-8zM0 0h2.5v8h-2.5z" />
        </>
      );
    default:
      return (
        <>
          {ground}
          <rect width="8" height="3" />
        </>
      );
  }
}
