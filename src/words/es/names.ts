export const names = {
  'links.btn.choose': 'Elegir qué guardamos de {provider} para {name}',
  'links.btn.choose.noname': 'Elegir qué guardamos de {provider} para el ID de usuario {id}',

  'name.h1': 'Qué guardamos de {provider}',
  'name.with-id': 'Guardamos el nombre y el ID de usuario de esta cuenta de {provider}.',
  'name.only-id': 'Guardamos solo el ID de usuario de esta cuenta de {provider}.',
  'name.drop.h2': 'Guardar solo el ID de usuario',
  'name.drop.p':
    'Borramos el nombre de inmediato. Los servicios de la ciudad ya no pueden verlo aquí. Usted todavía puede iniciar sesión.',
  'name.drop.btn': 'Borrar el nombre',
  'name.ask.h2': 'Obtener el nombre otra vez',
  'name.ask.h2.none': 'Guardar también el nombre',
  'name.ask.p':
    'Vaya a {provider} una vez más. Le mostramos el nombre que envía. Lo guardamos solo si usted dice que sí.',
  'name.ask.btn': 'Ir a {provider}',
  'name.btn.back': 'Ver sus cuentas vinculadas',
  'name.done.saved': 'Ya guardamos el nombre.',
  'name.done.dropped': 'Ya borramos el nombre.',
  'name.done.same': '{provider} envió el mismo nombre. No hay nada que cambiar.',
  'name.done.none': '{provider} no envió un nombre. No cambiamos nada.',

  'name.new.h1': '¿Guardar este nombre?',
  'name.new.theirs': 'Nombre en {provider}',
  'name.new.ours': 'Nombre que tenemos',
  'name.new.btn.yes': 'Sí, guarden este nombre',
  'name.new.btn.no': 'No, no cambien nada',

  'name.notice':
    '{provider} ahora dice que su nombre es “{name}”. Nosotros todavía tenemos “{saved}”.',
  'name.notice.link': 'Elegir qué nombre guardamos de {provider}',

  'shared.check': 'Esta es una computadora compartida',
  'shared.hint':
    'Marque esta casilla si otras personas también la usan. Entonces cerramos su sesión después de {time} sin uso, o cuando cierra el navegador.',
  'shared.provider': 'Cuando termine, cierre también su sesión de {provider}.',
} as const;
