import type { charts as english } from '../en/charts.ts';

export const charts = {
  'chart.table': 'Tabla: {title}',
  'chart.file': 'Descargar “{title}” como archivo CSV',
} as const satisfies Record<keyof typeof english, string>;
