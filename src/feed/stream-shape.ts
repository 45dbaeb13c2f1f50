/** How a receiver gets its events: it fetches them (RFC 8936), or we send them (RFC 8935). */
export const methods = {
  poll: 'urn:ietf:rfc:8936',
  push: 'urn:ietf:rfc:8935',
} as const;

export type Method = keyof typeof methods;

/** Whether events are sent, kept, or not even kept (SSF 1.0 §8.1.2). */
export const streamStates = ['enabled', 'paused', 'disabled'] as const;

export type StreamState = (typeof streamStates)[number];

/** Where an app wants its events. */
export type Delivery =
  | { method: 'poll' }
  | {
      method: 'push';
      endpoint: string;
      /** Sent with every event. */ authorization: string | null;
    };

/** What an app says of its stream; what is left out stays, or is as usual. */
export interface StreamWish {
  delivery?: Delivery;
  events?: readonly string[];
  description?: string;
}

/** The stream of an app. */
export interface EventStream {
  id: string;
  appId: string;
  method: Method;
  endpoint: string | null;
  events: readonly string[];
  description: string | null;
  status: StreamState;
  reason: string | null;
  /** False while the place that events shall be sent to has not answered yet. */
  isProven: boolean;
}

/** Why a stream waits that nobody paused. */
export const unproven = 'The endpoint has not accepted its verification event yet.';

/** How often a verification may be asked for. */
export const verificationSeconds = 60;
