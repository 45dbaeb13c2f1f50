import { Global, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { speak } from '../words/words.ts';
import { Config } from './config.ts';

/** Says the city's own sentences from the start of the service to its end. */
@Injectable()
class CityVoice implements OnModuleInit, OnApplicationShutdown {
  private fallSilent: (() => void) | undefined;

  constructor(private readonly config: Config) {}

  onModuleInit(): void {
    this.fallSilent = speak(this.config.texts);
  }

  onApplicationShutdown(): void {
    this.fallSilent?.();
    this.fallSilent = undefined;
  }
}

/** Makes the one `Config` injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static register(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Config, useValue: config }, CityVoice],
      exports: [Config],
    };
  }
}
