import type { staffDirectory as english } from '../en/staff-directory.ts';

export const staffDirectory = {
  'staff.directory.h2': '¿Tiene una cuenta de la ciudad?',
  'staff.directory.btn': 'Entrar con {label}',
  'staff.directory.down':
    'Ahora no podemos conectar con el acceso de la ciudad. Intente de nuevo en unos minutos.',
  'staff.directory.prove.h1': 'Entre de nuevo',
  'staff.directory.prove.btn': 'Entrar de nuevo con {label}',
  'staff.directory.passkeys': 'Usted entra con {label}. Aquí no necesita una llave de acceso.',
  'staff.directory.people': 'Cuenta de la ciudad',
  'staff.directory.person':
    '{name} entra con una cuenta de la ciudad. El acceso de la ciudad dice cuál es su función. Cámbiela allí.',
  'staff.directory.removal':
    'La cuenta de la ciudad de esta persona no podrá entrar aquí nunca más.',

  'staff.directory.in.h1': 'Su sesión está abierta',
  'staff.directory.in.p': 'La página siguiente se abre sola. Si no se abre, pulse el botón.',
  'staff.directory.in.btn': 'Continuar',
  'staff.directory.cancelled.h1': 'No entró',
  'staff.directory.cancelled.p': 'Se detuvo en el acceso de la ciudad. Nada cambió.',
  'staff.directory.mismatch.h1': 'Este acceso ya terminó',
  'staff.directory.mismatch.p':
    'Tardó demasiado, ya se usó o empezó en otro navegador. Empiece de nuevo.',
  'staff.directory.unavailable.h1': 'No podemos comunicarnos con el acceso de la ciudad',
  'staff.directory.unavailable.p':
    'Intente de nuevo en unos minutos. Si tiene una llave de acceso, vuelva y úsela ahora.',
  'staff.directory.refused.h1': 'El acceso de la ciudad no funcionó',
  'staff.directory.refused.p':
    'Su respuesta no era correcta y no la usamos. Si vuelve a pasar, avise a alguien de operación.',
  'staff.directory.no-role.h1': 'Usted no tiene una función aquí',
  'staff.directory.no-role.p':
    'La ciudad le conoce, pero no le dio una función en este servicio. Pregunte a su jefe o jefa.',
  'staff.directory.removed.h1': 'No puede entrar aquí',
  'staff.directory.removed.p':
    'Alguien de operación le quitó el acceso. Si es un error, avise a alguien de operación.',
  'staff.directory.not-fresh.h1': 'No pudimos comprobar que es usted',
  'staff.directory.not-fresh.p':
    'El acceso de la ciudad no le preguntó de nuevo. Intente otra vez. Si no funciona, avise a alguien de operación.',
  'staff.directory.other.h1': 'Esa era otra cuenta',
  'staff.directory.other.p': 'Use la misma cuenta de la ciudad con la que entró.',
  'staff.directory.over.h1': 'Su sesión terminó',
  'staff.directory.over.p': 'Quizás su función cambió. Entre de nuevo.',
  'staff.directory.again': 'Intentar de nuevo',
  'staff.directory.door': 'Ir al acceso del personal',

  'attention.directory.operator':
    'El acceso de la ciudad quitó la función a la única persona de operación. La conserva hasta que entre de nuevo y haya otra.',
} as const satisfies Record<keyof typeof english, string>;
