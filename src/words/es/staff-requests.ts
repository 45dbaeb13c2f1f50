import type { staffRequests as english } from '../en/staff-requests.ts';

export const staffRequests = {
  'staff.request.h1': 'Responder a una solicitud de quitar un vínculo',
  'staff.request.answered.h1': 'Una solicitud de quitar un vínculo',
  'staff.request.lead':
    'Alguien quitó muchos vínculos en una hora. Para este necesita que usted diga que sí.',
  'staff.request.record': 'Registro',
  'staff.request.open': 'Abrir el registro',
  'staff.request.linked': 'Vinculado',
  'staff.request.used': 'Último uso',
  'staff.request.block': 'Impedir que la cuenta vuelva',
  'staff.request.who': 'Quién lo pidió',
  'staff.request.when': 'Cuándo',
  'staff.request.until': 'Su respuesta cuenta hasta',
  'staff.request.own': 'Usted mismo lo pidió. Por eso debe responder otra persona.',
  'staff.request.gone': 'Este vínculo ya no está. Un sí no cambia nada más.',
  'staff.request.yes': 'Sí, quitar ahora este vínculo',
  'staff.request.no': 'No, dejarlo como está',
  'staff.request.says.approved': 'Se aprobó. El vínculo se quitó.',
  'staff.request.says.rejected': 'No se aprobó. El vínculo queda como está.',
  'staff.request.says.expired': 'Nadie respondió a tiempo. El vínculo queda como está.',
} as const satisfies Record<keyof typeof english, string>;
