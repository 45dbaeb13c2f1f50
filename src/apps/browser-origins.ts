import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { parseWebUrl } from '../kernel/url-rules.ts';
import { BrowserApps } from '../platform/http/cross-origin.ts';
import type { CityApp } from './city-app.ts';
import { RegistrySnapshot } from './registry/registry-snapshot.ts';
import type { Registry } from './registry/registry-snapshot.ts';

/** The origins whose pages are public apps: those of their redirect URIs (OAuth 2.1 §3.2). */
@Injectable()
export class BrowserOrigins implements OnModuleInit {
  /** Worked out once for each time that the registry was read. */
  private readonly made = new WeakMap<Registry, ReadonlySet<string>>();

  constructor(
    private readonly config: Config,
    private readonly snapshot: RegistrySnapshot,
    private readonly apps: BrowserApps,
  ) {}

  onModuleInit(): void {
    this.apps.answeredBy((origin) => this.include(origin));
  }

  /** True for the origin of an enabled public app, compared letter by letter. */
  private async include(origin: string): Promise<boolean> {
    const registry = await this.snapshot.current();
    const origins = this.made.get(registry) ?? this.originsIn(registry);
    this.made.set(registry, origins);
    return origins.has(origin);
  }

  private originsIn(registry: Registry): ReadonlySet<string> {
    const apps = [...registry.values()].map(({ app }) => app);
    return new Set(apps.filter(isOpen).flatMap((app) => this.originsOf(app)));
  }

  /** Whatever runs on a resident's own machine is nobody's site, except where everything is simulated. */
  private originsOf({ redirectUris }: CityApp): string[] {
    const urls = redirectUris.map(parseWebUrl).filter((url) => url !== null);
    return urls
      .filter(({ protocol }) => protocol === 'https:' || this.config.simulated)
      .map(({ origin }) => origin);
  }
}

function isOpen({ kind, disabled }: CityApp): boolean {
  return kind === 'public' && !disabled;
}
