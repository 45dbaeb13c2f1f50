import { ModulesContainer } from '@nestjs/core';
import { RequestMethod } from '@nestjs/common';
import type { FastifyContextConfig } from 'fastify';
import type { TestService } from '../support/service.ts';

type Handler = (...values: unknown[]) => unknown;

/** The addresses at which the service shows pages, read from the declarations its routes are made of. */
export function pageRoutes(service: TestService): string[] {
  const modules = [...service.running.app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  const routes = controllers.flatMap(({ metatype }) => (metatype ? routesOf(metatype) : []));
  return [...new Set(routes)].toSorted();
}

function routesOf(controller: { prototype: unknown }): string[] {
  const handlers = Object.values(
    Object.getOwnPropertyDescriptors(controller.prototype as Record<string, unknown>),
  ).map(({ value }) => value as Handler);
  const prefix = String(Reflect.getMetadata('path', controller));
  return handlers.filter(showsPage).map((handler) => join(prefix, pathOf(handler)));
}

const pathOf = (handler: Handler): string => String(Reflect.getMetadata('path', handler));

function showsPage(handler: Handler): boolean {
  const config = Reflect.getMetadata('__fastify_route_config__', handler) as
    FastifyContextConfig | undefined;
  const method: unknown = Reflect.getMetadata('method', handler);
  return config?.surface === 'page' && method === RequestMethod.GET;
}

function join(...parts: string[]): string {
  const inside = parts.flatMap((part) => part.split('/')).filter((part) => part !== '');
  return `/${inside.join('/')}`;
}
