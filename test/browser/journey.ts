import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { languages } from '../../src/words/words.ts';
import type { Language } from '../../src/words/words.ts';
import { launchChromium } from '../support/chromium.ts';
import { CityService } from '../support/city-service.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { KeyboardVisitor } from './keyboard-visitor.ts';

/** What a file of journeys needs; filled before its first test. */
export interface Scene {
  service: TestService;
  parks: CityService;
  browser: Browser;
}

/** Starts a service, a city app and a browser for this file, and ends them with it. */
export function setScene(): Scene {
  const scene = {} as Scene;
  beforeAll(async () => {
    scene.service = await startTestService();
    scene.parks = await CityService.register(scene.service);
    scene.browser = await launchChromium();
  });
  afterAll(async () => {
    await scene.browser.close();
    scene.parks.close();
    await scene.service.stop();
  });
  return scene;
}

interface Walk {
  language: Language;
  /** Somebody new without a mouse, in a browser that runs no scripts. */
  arrive: () => Promise<KeyboardVisitor>;
}

/**
 * Tells journeys once for every way they have to work: in each language, with the keyboard alone and with scripts turned
 * off. Whoever arrived leaves by themselves, and their browser must have had nothing to complain about.
 */
export function describeJourneys(scene: Scene, tell: (walk: Walk) => void): void {
  describe.each(languages)('without JavaScript and without a mouse, in %s', (language) => {
    const here: KeyboardVisitor[] = [];
    const arrive = async (): Promise<KeyboardVisitor> => {
      const options = { javaScriptEnabled: false };
      const visitor = await KeyboardVisitor.arrive(scene.service, scene.browser, language, options);
      here.push(visitor);
      return visitor;
    };
    afterEach(async () => {
      const left = here.splice(0);
      for (const visitor of left) await visitor.leave();
      expect(left.flatMap(({ complaints }) => complaints)).toEqual([]);
    });
    tell({ language, arrive });
  });
}
