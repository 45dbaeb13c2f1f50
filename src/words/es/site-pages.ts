export const sitePages = {
  'cookies.h1': 'Cookies',
  'cookies.what':
    'Una cookie es un archivo pequeño que un sitio web guarda en su teléfono o computadora.',
  'cookies.only':
    'Solo usamos las cookies que este sitio necesita para funcionar. No usamos cookies para rastrear lo que hace ni para mostrar anuncios.',
  'cookies.kinds':
    'Algunas cookies desaparecen cuando cierra la sesión o el navegador. Otras duran más. Nosotros no usamos ninguna que dure más.',
  'cookies.ask':
    'Por eso no le pedimos que acepte cookies. Puede bloquearlas, pero entonces no podrá iniciar sesión.',
  'cookies.table': 'Cookies que usamos',
  'cookies.th.name': 'Nombre',
  'cookies.th.why': 'Para qué sirve',
  'cookies.th.ends': 'Cuándo termina',
  'cookies.session.why': 'Mantiene su sesión abierta.',
  'cookies.session.ends':
    'Después de {idle} sin uso ({shared} en una computadora compartida), después de {longest}, o cuando cierra el navegador.',
  'cookies.flow.why': 'Comprueba que la persona que fue al otro sitio web es la misma que regresó.',
  'cookies.flow.ends': 'Después de {time}, o cuando cierra el navegador.',
  'cookies.third':
    'Los sitios con los que inicia sesión ponen sus propias cookies. Nosotros no las controlamos.',

  'privacy.h1': 'Política de privacidad',
  'privacy.version': 'Esta es la versión {version}. Empezó el {date}.',
  'privacy.lead':
    'Puede usar los servicios de la ciudad sin este sitio. Guardamos lo que usted decide darnos, y notas que protegen este sitio.',
  'privacy.kept.h2': 'Qué guardamos y por cuánto tiempo',
  'privacy.never.h2': 'Lo que nunca guardamos',
  'privacy.never.1': 'La contraseña de sus cuentas. Nosotros nunca la vemos.',
  'privacy.never.4': 'Lo que hace en otros sitios web',
  'privacy.who.1':
    'Los servicios de la ciudad a los que usted les diga que sí. Cada uno recibe su propio número de ID.',
  'privacy.who.3': 'Nadie más. No vendemos sus datos. Compartimos cifras, pero nunca nombres.',
  'privacy.choices.h2': 'Lo que usted puede hacer',
  'privacy.choices.1': 'Ver lo que guardamos, en la página de sus cuentas vinculadas',
  'privacy.choices.2': 'Quitar un vínculo en cualquier momento',
  'privacy.choices.3': 'Borrar todo su registro en cualquier momento',
  'privacy.safe.h2': 'Cómo lo protegemos',
  'privacy.safe.p':
    'Ciframos los nombres y los ID de usuario antes de guardarlos. Anotamos cada cambio.',
  'privacy.rules.h2': 'Otros sitios web tienen sus propias reglas',
  'privacy.rules.p': 'Cuando inicia sesión allí, también se aplican sus reglas.',
  'privacy.rules.link': 'Política de privacidad de {provider}',
  'privacy.contact.h2': 'Preguntas',
  'privacy.contact.p': 'Pregunte a {department}. Llame al {phone} o escriba a {email}.',

  'access.h1': 'Accesibilidad',
  'access.lead': 'Queremos que todas las personas puedan usar este sitio.',
  'access.do.h2': 'Lo que hacemos',
  'access.do.1': 'Seguimos las reglas WCAG 2.2, nivel AA.',
  'access.do.2': 'Puede usar todas las páginas solo con el teclado.',
  'access.do.3': 'Todas las páginas funcionan con lector de pantalla y con letra grande.',
  'access.do.4': 'Todas las páginas funcionan en un teléfono pequeño y sin JavaScript.',
  'access.do.5': 'Todas las páginas están en inglés y en español.',
  'access.help.h2': 'Si algo no le funciona',
  'access.help.p':
    'Llame al {phone} o escriba a {email}. Díganos qué página era y qué salió mal. También podemos ayudarle por teléfono o en persona.',
} as const;
