export const sessionEnd = {
  'session.warn.h': '¿Necesita más tiempo?',
  'session.warn.p': 'Cerraremos su sesión en {time} para proteger su registro.',
  'session.warn.last': 'Esta sesión ya no puede durar más. Termine lo que está haciendo.',
  'session.warn.stay': 'Mantener mi sesión abierta',
  'session.warn.out': 'Cerrar sesión ahora',
  'session.warn.stayed': 'Su sesión sigue abierta.',

  'session.ended.h1': 'Cerramos su sesión',
  'session.ended.idle': 'Estuvo ausente {time}. Hacemos esto para proteger su registro.',
  'session.ended.longest':
    'Su sesión estuvo abierta {time}. Hacemos esto para proteger su registro.',
  'session.ended.ended':
    'Esta sesión se terminó. Esto pasa cuando se quita la cuenta que usó, o cuando cierra la sesión en otro aparato.',
  'session.ended.unknown':
    'Hacemos esto después de {idle} sin uso, o de {longest} como máximo. Así protegemos su registro.',
  'session.ended.saved': 'Lo que terminó está guardado.',
  'session.ended.lost': 'No hicimos el último paso. Haga el último paso otra vez.',
} as const;
