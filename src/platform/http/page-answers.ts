import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Config } from '../../config/config.ts';
import { cityUrls } from '../../ui/city-assets.ts';
import { renderInParts, renderPage } from '../../ui/render.ts';
import type { Action } from '../../permissions/permissions.ts';
import type { Area, NavEntry, PageFrame, Site } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Key, Language } from '../../words/words.ts';
import type { Principal } from './authenticators.ts';
import { HelpCodes } from './help-codes.ts';
import { formToken } from './csrf.ts';
import { languageOf } from './language.ts';
import { dressPage } from './security-headers.ts';

/** An entry of the navigation, named in the language of the page when it is made. */
export interface NavDeclaration {
  path: string;
  label: Key & (`common.nav.${string}` | `staff.nav.${string}`);
  area: Area;
  /** Shown to staff who may do this. */
  action?: Action;
}

interface PageOptions {
  status?: number;
  /** Origins that a form of the page may be redirected to. */
  formTargets?: readonly string[];
  /** For pages whose own address must not travel. */
  referrer?: 'no-referrer';
  /** True for a page with a script of ours besides the warning before the end of a session. */
  runsScript?: boolean;
}

/** Makes the frame of a page and sends pages and redirects. */
@Injectable()
export class PageAnswers {
  private readonly nav: NavDeclaration[] = [];

  private readonly site: Site;

  constructor(
    config: Config,
    private readonly helpCodes: HelpCodes,
  ) {
    const {
      site: { logo, colors, ...site },
      simulated,
    } = config;
    this.site = { ...site, simulated, ...cityUrls({ logo, colors }) };
  }

  /** Adds an entry to the navigation of those who are signed in. */
  addToNavigation(entry: NavDeclaration): void {
    this.nav.push(entry);
  }

  /** The help code of a page about trouble; what it was shown for is remembered for the help desk. */
  helpCode(request: FastifyRequest, problem: string): string {
    return this.helpCodes.show(request, problem);
  }

  /** What the layout needs to know of this request, whose address says the language unless `language` does. */
  frame(request: FastifyRequest, language: Language = languageOf(request)): PageFrame {
    return {
      language,
      site: this.site,
      path: request.url,
      csrf: formToken(request),
      ...this.visitor(request, language),
    };
  }

  /** Who looks at the page, as far as its frame shows it. */
  private visitor({ principal, routeOptions }: FastifyRequest, language: Language) {
    const kind = principal?.kind ?? routeOptions.config?.access?.kind;
    const area: Area = kind === 'staff' ? 'staff' : 'resident';
    const signedIn = principal?.kind === area;
    return {
      area,
      signedIn,
      ending: signedIn ? principal.ending : undefined,
      person: principal?.person?.(language),
      nav: signedIn ? this.navigation(principal, area, language) : [],
    };
  }

  private navigation({ may }: Principal, area: Area, language: Language): NavEntry[] {
    const shown = this.nav.filter(
      (entry) => entry.area === area && (entry.action === undefined || may?.(entry.action)),
    );
    const say = sayIn(language);
    return shown.map(({ path, label }) => ({ path, label: say(label as 'common.nav.links') }));
  }

  /** Sends a page. */
  send(
    reply: FastifyReply,
    page: VNode,
    { status = 200, formTargets, referrer, runsScript = false }: PageOptions = {},
  ): FastifyReply {
    dressPage(reply, { formTargets, runsScript: runsScript || saysWhenItEnds(reply) });
    if (referrer) void reply.header('referrer-policy', referrer);
    return reply.code(status).type('text/html; charset=utf-8').send(renderPage(page));
  }

  /** Sends a page that has the place for parts in it, with the parts as they come. */
  sendInParts(reply: FastifyReply, page: VNode, parts: AsyncIterable<VNode>): FastifyReply {
    dressPage(reply, { runsScript: saysWhenItEnds(reply) });
    const text = Readable.from(renderInParts(page, parts));
    return reply.code(200).type('text/html; charset=utf-8').send(text);
  }

  /** Sends the browser to one of our own pages in the language of this request. 303: a form is never sent twice. */
  goTo(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
    return seeOther(reply, pathIn(languageOf(request), path));
  }
}

/** Whether the page warns before the session ends, for which there is a script. */
function saysWhenItEnds(reply: FastifyReply): boolean {
  return reply.request.principal?.ending !== undefined;
}

/** A redirect after which the browser asks with GET (RFC 9110 §15.4.4; never 307, RFC 9700 §4.12). */
export function seeOther(reply: FastifyReply, url: string): FastifyReply {
  return reply.redirect(url, 303);
}
