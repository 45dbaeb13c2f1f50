import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from '../../config/config.ts';
import { severities } from './log-events.ts';
import type { LogEvent } from './log-events.ts';

/** Writes typed events as JSON lines to standard output, or to the stream given (tests). */
export class Log {
  private readonly logger: Logger;

  constructor(level: LogLevel, destination?: DestinationStream) {
    const options = { level, base: null, messageKey: 'message' };
    this.logger = destination ? pino(options, destination) : pino(options);
  }

  write(event: LogEvent): void {
    this.logger[severities[event.event]](event);
  }
}
