const plain = /^\d{1,9}$/;
/** In groups of three, as English and Spanish write them. */
const grouped = /^\d{1,3}([\s,.]\d{3}){1,2}$/;

/** A number as people type it, "1,200" or "1 200"; zero, which is the number of no plan, for everything else. */
export function typedCount(text: string): number {
  return plain.test(text) || grouped.test(text) ? Number(text.replaceAll(/\D/g, '')) : 0;
}
