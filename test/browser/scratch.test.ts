import { test } from '@jest/globals';
import { launchChromium } from '../support/chromium.ts';
import { CityService } from '../support/city-service.ts';
import { startTestService } from '../support/service.ts';
import { Visitor } from './visitor.ts';
import { everyPage } from './pages.ts';
test('x', async () => {
  const service = await startTestService();
  const parks = await CityService.register(service);
  const browser = await launchChromium();
  for (const one of everyPage.filter(({ id }) => ['expired', 'review/adding', 'conflict', 'cookies', 'app-consent', 'account/names'].includes(id))) {
    const visitor = await Visitor.arrive(service, browser, 'en');
    visitor.page.on('response', (r) => { if (r.status() >= 400) console.log(one.id, r.status(), r.url()); });
    await one.reach(visitor, parks).catch((e) => console.log(String(e)));
    await visitor.page.reload();
    console.log(one.id, await visitor.page.evaluate(() => [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter(({ name }) => /^on|^style$/.test(name)).map((a) => `${e.tagName} ${a.name} ${a.value}`))));
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    await visitor.page.screenshot({ path: '/tmp/shots/x.png', fullPage: true });
    console.log('after', one.id, await visitor.page.evaluate(() => [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter(({ name }) => /^on|^style$/.test(name)).map((a) => `${e.tagName} ${a.name} ${a.value}`))));
    await visitor.leave();
  }
  console.log(service.log().split('\n').filter((l) => l.includes('failed')).join('\n'));
  await browser.close();
  parks.close();
  await service.stop();
}, 60000);
