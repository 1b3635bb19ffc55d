// The desktop app as people use it: a visit is logged by keys alone, another window sees it, and every screen can be read by
// those who don't see it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { App, launch, open, picture } from "./app.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const widths = [390, 820, 1440];

let app;
let browser;

before(async () => {
  app = await App.start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  assert.equal(await app?.stop(), 0, "the app ends quietly when it is asked to");
});

test("a visit is logged by keys alone, and a second window sees it without loading again", async () => {
  const mine = await open(browser, app);
  const other = await open(browser, app);
  await other.goto(`${app.origin}/search?q=quillback`);
  await other.getByText("Nothing begins with").waitFor();
  await mine.keyboard.press("l");
  await mine.locator("#dialog[open] form").waitFor();
  await mine.locator("#dialog [name=other]").focus();
  await mine.keyboard.type("Quillback Clinic");
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await mine.keyboard.press("Tab");
    if (await mine.evaluate(() => document.activeElement.name === "note")) break;
  }
  await mine.keyboard.type("two new doctors");
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await mine.keyboard.press("Tab");
    if (await mine.evaluate(() => document.activeElement.matches("button.primary"))) break;
  }
  await mine.keyboard.press("Enter");
  await mine.locator("#notice .notice").getByText("Quillback Clinic").waitFor();
  await other.locator("#main").getByText("Quillback Clinic").first().waitFor();
  assert.equal(app.run("find", "quillback").contacts.length, 1, "the command line sees it too");
  await mine.keyboard.press("u");
  await mine.locator("#notice").getByText("Undone").waitFor();
  await other.getByText("Nothing begins with").waitFor();
  assert.deepEqual([...mine.complaints, ...other.complaints], []);
});

test("what the command line does appears, and what is being typed stays", async () => {
  const page = await open(browser, app);
  await page.goto(`${app.origin}/log`);
  const note = page.locator("form.sheet [name=note]");
  await note.fill("half a sentence");
  app.run("add", "place", "Zinnia Clinic");
  app.run("log", "Zinnia Clinic");
  await page.waitForTimeout(800);
  assert.equal(await note.inputValue(), "half a sentence");
  assert.equal(await page.evaluate(() => document.activeElement.name), "note");
  await page.goto(`${app.origin}/log`);
  await page.getByText("A draft is kept").waitFor();
  await page.getByRole("link", { name: "Go on with it" }).click();
  await page.waitForURL(/draft=1/);
  assert.equal(await note.inputValue(), "half a sentence", "a draft is on the disk at each tap");
});

test("keys lead to every screen, and the palette finds people", async () => {
  const page = await open(browser, app);
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL(/partners/);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/partners\/.+/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zinnia");
  await page.locator("#palette-list").getByText("Zinnia Clinic").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Zinnia Clinic" }).waitFor();
  // Keys are heard once the scripts are there, and the heading stands before them.
  await page.waitForLoadState();
  await page.keyboard.press("?");
  await page.locator("#keys[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
});

test("no screen has a serious finding, light or dark, at any width", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of widths) {
      const page = await open(browser, app, { viewport: { width, height: 900 }, colorScheme });
      for (const path of await screens(page)) {
        await page.goto(app.origin + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${path} is ${wide} pixels too wide at ${width}`);
        await picture(page, `${nameOf(path)}-${width}-${colorScheme}`);
        // Wide and narrow differ in where things stand; one of each is looked at by axe.
        if (width === 820) continue;
        const found = await findings(page);
        assert.deepEqual(found, [], `${path}, ${colorScheme}, ${width}`);
      }
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  }
});

// Every screen that is registered, from the palette, and the page of one partner.
async function screens(page) {
  const registered = await page.locator("#palette-list a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(registered.length > 3, "the palette lists the screens");
  await page.goto(`${app.origin}/partners`);
  const one = await page.locator(".people a").first().getAttribute("href");
  return [...registered, one, "/more"];
}

// What a screen's picture is called: "/partners/0193…" is "partners-one".
function nameOf(path) {
  return path.replace(/[0-9a-f-]{36}/, "one").replace(/[^a-z]+/g, "-").replace(/^-|-$/g, "") || "today";
}

// axe is read in where the content-security policy does not reach: as the browser's own tools are.
async function findings(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  await page.reload();
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => window.axe.run());
  await session.send("Page.setBypassCSP", { enabled: false });
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(" | ")}`);
}
