/** A desk. */
export const usual = { width: 1280, height: 800 };

/** The same with a keyboard on the screen or a short window. */
export const low = { width: 1280, height: 400 };

/** A desk with everything twice as large (WCAG 1.4.4). */
export const enlarged = { width: 640, height: 400 };

/** A small phone, and a desk with everything four times as large (WCAG 1.4.10). */
export const narrow = { width: 320, height: 640 };
export const narrowAndLow = { width: 320, height: 256 };
