// Nothing runs out of a narrow window, nor out of one whose text was made twice as large, however long a name is.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { App, launch, open } from "./app.mjs";

const endless = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsstelle";

let app;
let browser;

before(async () => {
  app = await App.start();
  app.run("add", "place", endless, "--sector", "primary_care");
  app.run("log", "Donaudampf", "--note", endless);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await app?.stop();
});

for (const [width, text] of [[320, "100%"], [390, "200%"]]) {
  test(`every screen fits into ${width} pixels, with text at ${text}`, async () => {
    const page = await open(browser, app, { viewport: { width, height: 800 } });
    const registered = await page.locator("#palette-list a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(registered.length > 30, "the palette lists the screens");
    const one = `/partners/${app.run("show", "Donaudampf").id}`;
    const wide = [];
    for (const path of [...registered, one, "/more", "/referrals/chase", "/referrals/in", "/playbooks/00000000-0000-8001-8000-000000000001"]) {
      await page.goto(app.origin + path);
      const over = await page.evaluate((size) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`html { font-size: ${size}; }`);
        document.adoptedStyleSheets = [sheet];
        return document.documentElement.scrollWidth - innerWidth;
      }, text);
      if (over > 0) wide.push(`${path}: ${over} pixels`);
    }
    assert.deepEqual(wide, []);
    await page.context().close();
  });
}
