import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LinkReceipts } from '../export/link-receipts.ts';
import type { Receipt } from '../export/link-receipts.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { ReceiptPage } from './pages/receipt-page.tsx';

/** The receipt of one link, to read and to keep. Reading it changes nothing. */
@Controller('account/links/:link')
export class ReceiptController {
  constructor(
    private readonly pages: PageAnswers,
    private readonly receipts: LinkReceipts,
  ) {}

  @Get('receipt')
  @Access({ kind: 'resident' }, 'page')
  async show(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { link, provider, policyUrl } = await this.receiptOf(request, id);
    const page = ReceiptPage({
      frame: this.pages.frame(request),
      receipt: {
        linkId: link.id,
        provider,
        isNameKept: link.displayName !== null,
        linkedAt: link.createdAt,
        policyVersion: link.policyVersion,
        policyUrl,
      },
    });
    return this.pages.send(reply, page);
  }

  /** The signed file (RFC 7519 §10.3.1 names its media type). */
  @Get('receipt.jwt')
  @Access({ kind: 'resident' }, 'page')
  async file(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const receipt = await this.receiptOf(request, id);
    return reply
      .type('application/jwt')
      .header('content-disposition', 'attachment; filename="link-receipt.jwt"')
      .send(await this.receipts.sign(receipt));
  }

  /** Another resident's link looks like none at all. */
  private async receiptOf(request: FastifyRequest, linkId: string): Promise<Receipt> {
    const { residentId } = sessionOf(request);
    const language = languageOf(request);
    const receipt = await this.receipts.of({ residentId, linkId, language });
    if (receipt !== null) return receipt;
    throw new ServiceError({ code: 'not-found', status: 404, message: 'No such link.' });
  }
}
