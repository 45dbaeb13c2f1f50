import { Refusal } from '../setting.ts';
import { contrast, mixed } from './contrast.ts';
import type { Hex } from './contrast.ts';

/**
 * What the city's colour stands on, as text or under it: paper, panels and the boxes of messages. The ink of a button
 * is the paper. A test compares these with `civic-link.css`.
 */
export const grounds = {
  light: ['#ffffff', '#f0f0f0', '#e7f6f8', '#ecf3ec', '#faf3d1', '#f4e3db'],
  dark: ['#14181f', '#222934', '#1c3138', '#1c3123', '#38301a', '#3c2220'],
} as const satisfies Record<string, readonly Hex[]>;

/** The least for text (WCAG 2.2, 1.4.3); lines and boxes need 3:1 (1.4.11), which is less. */
const forText = 4.5;
/** A shade we choose ourselves is easier to read than it has to be. */
const comfortable = 6;

/** A colour and the stronger one it takes under the pointer. */
export interface Shades {
  color: Hex;
  strong: Hex;
}

export interface CityColors {
  light: Shades;
  dark: Shades;
}

/** Reads `CITY_COLOR`. @throws Refusal with the ratio when it is hard to read on light pages */
export function lightColor(value: string): Hex {
  return readable(hex(value), grounds.light);
}

/** Reads `CITY_COLOR_DARK`. @throws Refusal with the ratio when it is hard to read on dark pages */
export function darkColor(value: string): Hex {
  return readable(hex(value), grounds.dark);
}

/** Both sets of shades; without a dark colour, the light one is mixed with white until it can be read. */
export function cityColors(light: Hex, dark: Hex = lightened(light)): CityColors {
  return {
    light: { color: light, strong: mixed(light, '#000000', 0.3) },
    dark: { color: dark, strong: mixed(dark, '#ffffff', 0.4) },
  };
}

function hex(value: string): Hex {
  if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase() as Hex;
  throw new Refusal('must be a colour such as #1a4480');
}

function readable(color: Hex, on: readonly Hex[]): Hex {
  const worst = on.toSorted((a, b) => contrast(color, a) - contrast(color, b))[0] ?? '#ffffff';
  const ratio = contrast(color, worst);
  if (ratio >= forText) return color;
  // Rounded down, so that 4.49 never reads as enough.
  const shown = Math.floor(ratio * 100) / 100;
  throw new Refusal(
    `is hard to read: its contrast with ${worst} is ${shown}:1, and text needs ${forText}:1`,
  );
}

function lightened(color: Hex): Hex {
  const shades = Array.from({ length: 21 }, (_, step) => mixed(color, '#ffffff', step / 20));
  const isComfortable = (shade: Hex): boolean =>
    grounds.dark.every((ground) => contrast(shade, ground) >= comfortable);
  return shades.find(isComfortable) ?? '#ffffff';
}
