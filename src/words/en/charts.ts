/** What stands around a chart. */
export const charts = {
  'chart.table': 'Table: {title}',
  'chart.file': 'Download “{title}” as a CSV file',
} as const;
