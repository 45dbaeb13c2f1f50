import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Config } from '../../config/config.ts';
import { renderPage } from '../../ui/render.ts';
import type { NavEntry, PageFrame } from '../../ui/site.ts';
import { pathIn, sayIn } from '../../words/words.ts';
import type { Key, Language } from '../../words/words.ts';
import { formToken } from './csrf.ts';
import { languageOf } from './language.ts';
import { dressPage } from './security-headers.ts';

/** An entry of the navigation, named in the resident's language when a page is made. */
export interface NavDeclaration {
  path: string;
  label: Key & `common.nav.${string}`;
}

interface PageOptions {
  status?: number;
  /** Origins that a form of the page may be redirected to. */
  formTargets?: readonly string[];
  /** For pages whose own address must not travel. */
  referrer?: 'no-referrer';
}

/** Makes the frame of a page and sends pages and redirects. */
@Injectable()
export class PageAnswers {
  private readonly nav: NavDeclaration[] = [];

  constructor(private readonly config: Config) {}

  /** Adds an entry to the navigation of signed-in residents. */
  addToNavigation(entry: NavDeclaration): void {
    this.nav.push(entry);
  }

  /** What the layout needs to know of this request, whose address says the language unless `language` does. */
  frame(request: FastifyRequest, language: Language = languageOf(request)): PageFrame {
    const { site, simulated } = this.config;
    return {
      language,
      site: { ...site, simulated },
      path: request.url,
      csrf: formToken(request),
      signedIn: request.principal?.kind === 'resident',
      nav: this.nav.map((entry): NavEntry => ({
        ...entry,
        label: sayIn(language)(entry.label as 'common.nav.links'),
      })),
    };
  }

  /** Sends a page. */
  send(
    reply: FastifyReply,
    page: VNode,
    { status = 200, formTargets, referrer }: PageOptions = {},
  ): FastifyReply {
    dressPage(reply, formTargets);
    if (referrer) void reply.header('referrer-policy', referrer);
    return reply.code(status).type('text/html; charset=utf-8').send(renderPage(page));
  }

  /** Sends the browser to one of our own pages in the language of this request. 303: a form is never sent twice. */
  goTo(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
    return seeOther(reply, pathIn(languageOf(request), path));
  }
}

/** A redirect after which the browser asks with GET (RFC 9110 §15.4.4; never 307, RFC 9700 §4.12). */
export function seeOther(reply: FastifyReply, url: string): FastifyReply {
  return reply.redirect(url, 303);
}
