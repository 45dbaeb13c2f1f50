import type { staffHome as english } from '../en/staff-home.ts';

export const staffHome = {
  'staff.home.attention.h2': 'Requiere su atención',
  'staff.home.attention.none': 'Nada requiere su atención en este momento.',
  'staff.home.now.h2': 'En este momento',
  'staff.home.residents': 'Residentes',
  'staff.home.linked': 'Vinculados con {provider}',
  'staff.home.added': 'Vinculados hoy',
  'staff.home.removed': 'Quitados hoy',
  'staff.home.charts.h2': 'Cómo va',
  'staff.home.range': 'Mostrar',
  'staff.home.range.24h': 'Las últimas 24 horas',
  'staff.home.range.7d': 'Los últimos 7 días',
  'staff.home.range.30d': 'Los últimos 30 días',
  'staff.home.day': 'Día',
  'staff.home.hour': 'Hora',

  'staff.home.links.title': 'Vínculos nuevos y quitados',
  'staff.home.links.says': 'Del {from} al {to}: {added} vínculos nuevos, {removed} quitados.',
  'staff.home.links.most': 'El día con más vínculos nuevos fue el {day}: {count}.',
  'staff.home.links.none': 'Del {from} al {to} no se agregó ni se quitó ningún vínculo.',
  'staff.home.links.added': 'Nuevos',
  'staff.home.links.removed': 'Quitados',
  'staff.home.links.added.of': '{provider}, nuevos',
  'staff.home.links.removed.of': '{provider}, quitados',

  'staff.home.signins.title': 'Accesos con {provider}',
  'staff.home.signins.says':
    'Intentos desde el {from}: {all}. Funcionaron: {worked}. La persona dijo que no: {declined}. Fallaron: {failed}.',
  'staff.home.signins.none': 'Nadie ha intentado entrar desde el {from}.',
  'staff.home.signins.worked': 'Funcionó',
  'staff.home.signins.declined': 'La persona dijo que no',
  'staff.home.signins.failed': 'Falló',

  'staff.home.checks.title': 'Consultas de los servicios de la ciudad',
  'staff.home.checks.says':
    'Del {from} al {to}, los servicios preguntaron si un pase todavía vale. Respuestas: {all}. “No”: {no}.',
  'staff.home.checks.most': 'El servicio con más respuestas: {app}, {count}.',
  'staff.home.checks.none': 'Del {from} al {to}, ningún servicio consultó nada.',
  'staff.home.checks.rest': 'Todos los demás',

  'attention.key.due':
    'Las claves de firma cambian solas el {time}. Los servicios no deben guardar las anteriores.',
  'attention.key.late':
    'Las claves de firma debían cambiar el {time} y no cambiaron. Avise a quien maneja el servidor.',
  'attention.delivery':
    'A {app} no le llegaron {count} avisos. Alguien de operación puede enviarlos otra vez.',
  'attention.delivery.old': '{app} no recibe nuestros avisos desde hace más de un día.',
  'attention.policy.draft': 'Un borrador de la política de privacidad espera desde el {date}.',
  'attention.policy.pause':
    'Los residentes que no aceptaron la versión {version} de la política quedan en pausa el {date}.',
  'attention.disavowed':
    'Residentes avisaron en los últimos 7 días que algo no lo hicieron ellos. Reportes: {count}.',
  'attention.provider':
    'El acceso con {provider} falló {failed} de {all} veces en las últimas 2 horas.',
  'attention.signals':
    '{provider} pidió quitar más vínculos en un minuto de los que permitimos. Esperan: {count}. Pida a quien maneja el servidor que lo revise. El primero se quita el {time} si nadie decide.',
} as const satisfies Record<keyof typeof english, string>;
