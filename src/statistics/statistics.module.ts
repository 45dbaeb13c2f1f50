import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { MonthlyCounts } from './counting/monthly-counts.ts';
import { Totals } from './counting/totals.ts';
import { Figures } from './figures.ts';
import { ProviderAttention } from './provider-attention.ts';
import { ProviderFigures } from './provider-figures.ts';
import { PublishedMonths } from './published-months.ts';
import { StatisticsFilesController } from './statistics-files.controller.ts';
import { StatisticsController } from './statistics.controller.ts';
import { Statistics } from './statistics.ts';

@Module({
  imports: [AppsModule, ProvidersModule],
  controllers: [StatisticsController, StatisticsFilesController],
  providers: [
    Figures,
    MonthlyCounts,
    ProviderAttention,
    ProviderFigures,
    PublishedMonths,
    Statistics,
    Totals,
  ],
  exports: [Figures, ProviderFigures, PublishedMonths, Statistics],
})
export class StatisticsModule {}
