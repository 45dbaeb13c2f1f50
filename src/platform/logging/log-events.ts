/** A line of the log. Only these shapes can be written, so nothing personal has a field to hide in. */
export type LogEvent =
  | {
      event: 'request.finished';
      requestId: string;
      method: string;
      /** The route's pattern, never the address that was asked for. */
      route: string;
      status: number;
      milliseconds: number;
      network: string;
      browser: string;
      system: string;
      device: string;
    }
  | {
      event: 'request.failed';
      requestId: string;
      route: string;
      code: string;
      status: number;
      detail: string;
    }
  | { event: 'answer.not-kept'; requestId: string; code: string }
  | { event: 'service.started'; address: string }
  | { event: 'service.stopping' }
  | { event: 'database.connection-lost'; code: string }
  | { event: 'feed.failed'; code: string }
  | { event: 'provider.answered'; provider: string; outcome: string }
  | { event: 'farewell.said'; provider: string; outcome: string }
  | { event: 'sealed.lost'; table: string; rows: number }
  | { event: 'directory.answered'; outcome: string; code: string }
  | { event: 'bulk.interrupted'; code: string }
  | { event: 'audit.checkpointed'; kind: 'checkpoint' | 'stub'; entry: number; token: string }
  | { event: 'audit.failed'; code: string }
  | { event: 'housekeeping.finished'; table: string; rows: number }
  | { event: 'housekeeping.failed'; table: string; code: string }
  | { event: 'job.finished'; job: string }
  | { event: 'job.failed'; job: string; code: string };

/** How loud each event is. */
export const severities = {
  'request.finished': 'info',
  'request.failed': 'warn',
  'answer.not-kept': 'warn',
  'service.started': 'info',
  'service.stopping': 'info',
  'database.connection-lost': 'warn',
  'feed.failed': 'warn',
  'provider.answered': 'info',
  'farewell.said': 'info',
  'sealed.lost': 'warn',
  'directory.answered': 'info',
  'bulk.interrupted': 'warn',
  'audit.checkpointed': 'info',
  'audit.failed': 'error',
  'housekeeping.finished': 'debug',
  'housekeeping.failed': 'warn',
  'job.finished': 'debug',
  'job.failed': 'warn',
} as const satisfies Record<LogEvent['event'], 'debug' | 'info' | 'warn' | 'error'>;
