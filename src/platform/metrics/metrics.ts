import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Numbers for operators. Labels are routes, methods, codes and provider names: never an identifier. */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'civic_http_request_seconds',
    help: 'Time to answer, by route pattern, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.registry],
  });

  private readonly trips = new Counter({
    name: 'civic_provider_outcomes_total',
    help: 'How trips to a provider ended.',
    labelNames: ['provider', 'outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'civic_' });
  }

  request(labels: { route: string; method: string; status: number }, seconds: number): void {
    this.requests.observe(labels, seconds);
  }

  providerOutcome(provider: string, outcome: string): void {
    this.trips.inc({ provider, outcome });
  }
}
