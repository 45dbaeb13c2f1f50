/** 200 characters without a place to break. */
export const longName = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 200);

/** Written from the right, and with a mark that would turn what follows it around. */
export const rightToLeft = 'ליאור כהן \u202Eשרה לוי';

/** What a page must show and not obey. */
export const markup = '<b>Bo</b> & "Co" 👩‍👩‍👧';

/** What a city app says of itself to those who read Spanish. */
export const inSpanishToo = {
  departmentEs: 'el Departamento de Parques y Recreación',
  purposeEs: 'Para tener su pase en un solo lugar.',
};
