export const signIn = {
  'start.h1': 'Use una cuenta que ya tiene',
  'start.from.app': 'Llegó aquí desde {app}. Cuando termine, volverá allí.',
  'start.lead':
    'Puede usar su cuenta de {providers} con los servicios de la {city}. No necesita otra contraseña.',
  'start.how.h2': 'Cómo funciona',
  'start.how.1': 'Elija una cuenta.',
  'start.how.2': 'Inicie sesión en el sitio web de esa empresa.',
  'start.how.3': 'Revise lo que vamos a guardar. Luego diga sí o no.',
  'start.time': 'Esto toma unos 2 minutos.',
  'start.pick.h2': 'Elija una cuenta',
  'start.btn': 'Continuar con {provider}',
  'start.unavailable': '{provider} no funciona en este momento.',
  'start.optional':
    'Esto no es obligatorio. También puede recibir los servicios por teléfono o en persona.',

  'consent.h1': 'Antes de ir a {provider}',
  'consent.lead': 'Lea esto primero. Le dice qué guardamos y qué no guardamos.',
  'consent.add': 'Agregaremos esta cuenta de {provider} a su registro.',
  'consent.keep.h2': 'Lo que guardamos',
  'consent.keep.1': 'El nombre que muestra su cuenta de {provider}',
  'consent.keep.2':
    'Su ID de usuario de {provider}. Es un código que {provider} le dio a su cuenta.',
  'consent.keep.3': 'Las fechas en que la vinculó y la usó por última vez',
  'consent.not.h2': 'Lo que no guardamos',
  'consent.not.1':
    'Su contraseña de {provider}. Solo la escribe en el sitio de {provider}. Nosotros nunca la vemos.',
  'consent.not.2': 'Su correo, foto, amigos o publicaciones',
  'consent.not.3': 'Datos sobre su salud, su religión, sus ideas políticas o a quién ama',
  'consent.long.h2': 'Por cuánto tiempo lo guardamos',
  'consent.long.p':
    'Lo guardamos hasta que usted lo quite. Si no inicia sesión en {months}, lo borramos.',
  'consent.who.h2': 'Quién puede verlo',
  'consent.who.1': 'Los servicios de la ciudad a los que usted les diga que sí',
  'consent.who.2':
    'Pocas personas que trabajan para la ciudad, solo para ayudarle o resolver un problema',
  'consent.who.3': 'Nadie más. Compartimos cifras, pero nunca nombres.',
  'consent.rules.h2': '{provider} tiene sus propias reglas',
  'consent.rules.p':
    'Al usar {provider}, también acepta sus reglas. {provider} puede mostrarle su propia lista. Si nos envía más de lo que dice aquí, lo desechamos.',
  'consent.rules.link': 'Lea la política de privacidad de {provider}',
  'consent.policy': 'Esta es la versión {version} de la política, del {date}.',
  'consent.policy.link': 'Lea nuestra política de privacidad completa',
  'consent.btn.agree': 'Aceptar e ir a {provider}',
  'consent.btn.cancel': 'No, volver',

  'new.h1': 'No conocemos esta cuenta',
  'new.lead': '¿Ha usado {service} antes, con otra cuenta?',
  'new.btn.yes': 'Sí. Iniciar sesión primero con mi otra cuenta',
  'new.btn.no': 'No. Es mi primera vez',
  'new.why':
    'Si ya lo ha usado, primero inicie sesión de esa forma. Después puede vincular también esta cuenta. Así todo queda en un solo lugar.',

  'review.h1': '¿Es usted?',
  'review.lead': '{provider} nos envió esto. Todavía no lo hemos guardado.',
  'review.dt.account': 'Cuenta',
  'review.dt.name': 'Nombre',
  'review.dt.id': 'ID de usuario',
  'review.noname': '{provider} no envió un nombre',
  'review.name.legend': '¿Quiere que guardemos su nombre?',
  'review.name.yes': 'Sí, guarden mi nombre y mi ID de usuario',
  'review.name.no': 'No, guarden solo mi ID de usuario',
  'review.name.error': 'Elija si quiere que guardemos su nombre',
  'review.btn.save': 'Guardar y vincular',
  'review.btn.other': 'Esta no es mi cuenta',
  'review.other.hint':
    'Para usar otra cuenta de {provider}, primero cierre la sesión en el sitio de {provider}.',
  'review.btn.cancel': 'Cancelar. No guarden nada',

  'success.h1': 'Su cuenta de {provider} está vinculada',
  'success.p1': 'La próxima vez, elija “Continuar con {provider}” para iniciar sesión.',
  'success.btn.back': 'Volver a {app}',
  'success.btn.list': 'Ver sus cuentas vinculadas',
  'success.second': 'Consejo: vincule una segunda cuenta. Si pierde una, todavía podrá entrar.',
  'success.record': 'La vinculó el {date}.',

  'session.out.h1': 'Cerró su sesión',
  'session.out.p':
    'Puede que su sesión de {provider} siga abierta. Si otras personas usan esta computadora, cierre también su sesión de {provider}.',
  'session.out.btn': 'Iniciar sesión de nuevo',
} as const;
