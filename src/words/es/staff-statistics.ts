import type { staffStatistics as english } from '../en/staff-statistics.ts';

export const staffStatistics = {
  'staff.nav.stats': 'Estadísticas públicas',

  'staff.stats.h1': 'Estadísticas para todos',
  'staff.stats.lead': 'Publique un mes cuando haya terminado. Después ya no cambia.',
  'staff.stats.public': 'Ver la página pública',
  'staff.stats.open.h2': 'Se pueden publicar',
  'staff.stats.open.none': 'Todos los meses que terminaron están publicados.',
  'staff.stats.open.see': 'Vista previa de {month}',
  'staff.stats.done.h2': 'Qué muestra la página pública',
  'staff.stats.done.none': 'Todavía no hay nada publicado.',
  'staff.stats.table': 'Meses publicados',
  'staff.stats.th.month': 'Mes',
  'staff.stats.th.at': 'Publicado',
  'staff.stats.th.tables': 'Tablas',
  'staff.stats.published': 'El mes está publicado. Ya todos pueden leerlo.',

  'staff.stats.preview.h1': 'Vista previa: {month}',
  'staff.stats.preview.lead':
    'Esto es lo que todos leerían. Los números pequeños ya están ocultos.',
  'staff.stats.shown.h1': 'Publicado: {month}',
  'staff.stats.preview.fixed': 'Este mes se publicó el {time}. No se puede cambiar.',
  'staff.stats.preview.publish': 'Publicar este mes',
  'staff.stats.back': 'Volver a las estadísticas',
  'staff.stats.unfit.h1': 'Este mes no se puede publicar',
  'staff.stats.unfit.going': 'El mes todavía no ha terminado.',
  'staff.stats.unfit.old': 'Pasó hace demasiado tiempo. Ya no quedan todas sus cuentas.',

  'staff.stats.publish.h1': '¿Publicar {month}?',
  'staff.stats.publish.lead': 'Después nadie podrá cambiarlo ni quitarlo.',
  'staff.stats.publish.tables': 'Tablas que todos podrán leer',
  'staff.stats.publish.hint': 'Una tabla que deje fuera nunca se publicará para este mes.',
  'staff.stats.publish.missing': 'Elija al menos una tabla',
  'staff.stats.publish.btn': 'Publicar para siempre',
  'staff.stats.publish.no': 'No, no publicar nada',
} as const satisfies Record<keyof typeof english, string>;
