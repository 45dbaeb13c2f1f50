import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'statistics.publish',
  `insert into civic.published_statistic (month, tables) values ($1, $2)
   on conflict (month) do nothing returning month`,
);

export const all = statement(
  'statistics.published',
  `select month, tables, published_at as "publishedAt" from civic.published_statistic
   order by month desc`,
);
