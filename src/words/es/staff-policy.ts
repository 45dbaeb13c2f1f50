import type { staffPolicy as english } from '../en/staff-policy.ts';

export const staffPolicy = {
  'staff.nav.policy': 'Política de privacidad',

  'staff.policy.h1': 'Versiones de la política de privacidad',
  'staff.policy.lead': 'Todas las versiones publicadas. Ninguna se puede cambiar.',
  'staff.policy.table': 'Versiones',
  'staff.policy.th.version': 'Versión',
  'staff.policy.th.starts': 'Empieza',
  'staff.policy.th.asks': 'Pregunta de nuevo a todos',
  'staff.policy.th.agreed': 'Residentes que aceptaron',
  'staff.policy.th.state': 'Estado',
  'staff.policy.yes': 'Sí',
  'staff.policy.no': 'No',
  'staff.policy.state.coming': 'Aún no empieza',
  'staff.policy.state.current': 'Vigente',
  'staff.policy.state.old': 'Anterior',
  'staff.policy.name': 'Versión {version}',

  'staff.policy.draft.h2': 'La próxima versión',
  'staff.policy.draft.none': 'No hay un borrador.',
  'staff.policy.draft.is': 'Hay un borrador. Se guardó el {time}.',
  'staff.policy.draft.begin': 'Escribir un borrador',
  'staff.policy.draft.edit': 'Cambiar el borrador',
  'staff.policy.draft.see': 'Ver el borrador como lo verán los residentes',

  'staff.policy.version.h1': 'Versión {version} de la política',
  'staff.policy.version.built': 'Esta versión usa las palabras que vienen con el servicio.',
  'staff.policy.version.page': 'Ver la página que leen los residentes',
  'staff.policy.version.text.h2': 'El texto',
  'staff.policy.back': 'Volver a todas las versiones',

  'staff.policy.edit.h1': 'Borrador de la versión {version} de la política',
  'staff.policy.edit.lead':
    'Solo el personal puede ver un borrador. Puede guardarlo antes de terminarlo.',
  'staff.policy.edit.starts': 'Primer día',
  'staff.policy.edit.starts.hint':
    'Año, mes y día, por ejemplo 2027-02-01. Empieza a la medianoche.',
  'staff.policy.edit.asks': 'Pedir a cada residente que acepte de nuevo',
  'staff.policy.edit.asks.hint':
    'Márquelo si vamos a guardar más, por más tiempo, o a mostrarlo a más personas.',
  'staff.policy.edit.changes.en': 'Qué cambió, en inglés',
  'staff.policy.edit.changes.es': 'Qué cambió, en español',
  'staff.policy.edit.changes.hint':
    'Una línea corta por cambio. El mismo número de líneas en los dos idiomas.',
  'staff.policy.edit.text.en': 'Toda la política, en inglés',
  'staff.policy.edit.text.es': 'Toda la política, en español',
  'staff.policy.edit.text.hint':
    'Empiece un título con ## y una línea de lista con un guion. Déjelo vacío para usar nuestras palabras.',
  'staff.policy.edit.btn': 'Guardar el borrador',
  'staff.policy.edit.saved': 'El borrador está guardado. No se publicó nada.',
  'staff.policy.edit.changed':
    'Otra persona cambió el borrador mientras tanto. Copie su texto y abra la página de nuevo.',
  'staff.policy.edit.lacks.h2': 'Qué falta para poder publicarlo',
  'staff.policy.edit.problem': '{field}: {problem}',
  'staff.policy.edit.long': 'es demasiado largo para guardarlo',

  'staff.policy.preview.h1': 'Cómo verán los residentes la versión {version}',
  'staff.policy.preview.p': 'Esto es un borrador. Use el enlace de arriba para ver el otro idioma.',
  'staff.policy.preview.ask.h2': 'Cuando se pregunte a los residentes',
  'staff.policy.preview.none':
    'No se preguntará de nuevo a nadie. La página de privacidad dirá qué cambió.',
  'staff.policy.preview.page.h2': 'En la página de privacidad',
  'staff.policy.preview.built': 'Siguen las palabras que vienen con el servicio.',
  'staff.policy.preview.edit': 'Seguir escribiendo',
  'staff.policy.preview.publish': 'Seguir para publicar',
  'staff.policy.preview.discard': 'Descartar el borrador',

  'staff.policy.publish.h1': 'Publicar la versión {version} de la política',
  'staff.policy.publish.lead': 'Después, nadie puede cambiar ni quitar la versión.',
  'staff.policy.publish.starts':
    'Empieza el {date}. Hasta entonces, la página de privacidad la anuncia.',
  'staff.policy.publish.asks':
    'Después se pide a cada residente que acepte. Quien no acepte a más tardar el {date} queda en pausa. No se borra nada.',
  'staff.policy.publish.quiet': 'No se pregunta de nuevo a nadie.',
  'staff.policy.publish.number': 'Número de la versión',
  'staff.policy.publish.number.hint': 'Escriba {version} para mostrar que es su intención.',
  'staff.policy.publish.number.wrong': 'Escriba el número de esta versión: {version}',
  'staff.policy.publish.changed':
    'Algo cambió mientras tanto. No publicamos nada. Lea el borrador de nuevo.',
  'staff.policy.publish.btn': 'Publicar esta versión',
  'staff.policy.published': 'La versión {version} está publicada.',

  'staff.policy.discard.h1': 'Descartar el borrador',
  'staff.policy.discard.p': 'El texto del borrador se pierde. Las versiones publicadas se quedan.',
  'staff.policy.discard.btn': 'Descartarlo',
  'staff.policy.discard.no': 'Conservar el borrador',
  'staff.policy.discarded': 'El borrador ya no existe.',

  'staff.policy.bad.empty': 'una línea está vacía',
  'staff.policy.bad.few-changes': 'escriba de 2 a 5 líneas si se pregunta de nuevo a todos',
  'staff.policy.bad.line-too-long': 'una línea tiene más de 300 caracteres',
  'staff.policy.bad.many-changes': 'escriba 5 líneas como máximo',
  'staff.policy.bad.no-changes': 'diga qué cambió',
  'staff.policy.bad.not-a-day': 'escriba un día, por ejemplo 2027-02-01',
  'staff.policy.bad.one-language': 'escriba el texto en los dos idiomas, o en ninguno',
  'staff.policy.bad.other-count': 'escriba tantas líneas como en inglés',
  'staff.policy.bad.other-heading': 'un título debe empezar con ## y un espacio',
  'staff.policy.bad.text-too-long': 'el texto tiene más de 40,000 caracteres',
  'staff.policy.bad.too-early': 'el día ya pasó',
  'staff.policy.bad.too-soon': 'el día debe ser después del inicio de la última versión',
  'staff.policy.bad.other': 'algo no está bien aquí',
} as const satisfies Record<keyof typeof english, string>;
