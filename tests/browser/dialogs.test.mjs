// Dialogs and pages that stay true: what was refused is said where it stands, and nothing that was typed is lost.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { App, launch, open, picture } from "./app.mjs";

let app;
let browser;
let page;

before(async () => {
  app = await App.start();
  browser = await launch();
});

beforeEach(async () => {
  page = await open(browser, app);
  await page.waitForLoadState();
});

after(async () => {
  await browser?.close();
  await app?.stop();
});

async function sheet() {
  await page.keyboard.press("l");
  const form = page.locator("#dialog[open] form.sheet");
  await form.waitFor();
  return form;
}

test("what could not be saved is said in the dialog, and stays there", async () => {
  const form = await sheet();
  await form.locator("[name=other]").fill("Larkspur Clinic");
  await form.locator("[name=note]").fill("their mornings are quiet");
  await form.locator("details.more").evaluate((more) => (more.open = true));
  await form.locator("[name=when]").evaluate((when) => (when.type = "text"));
  await form.locator("[name=when]").fill("9999-99-99T99:99");
  await form.locator(".deeds.last button.primary").click();
  await form.locator("[role=alert]").getByText("99:99").waitFor();
  assert.equal(await form.locator("[name=note]").inputValue(), "their mornings are quiet");
  assert.equal(app.run("find", "larkspur").contacts.length, 0);
  await form.locator("[name=when]").fill("yesterday 10:00");
  await form.locator(".deeds.last button.primary").click();
  await page.locator("#notice .notice").getByText("Larkspur Clinic").waitFor();
  assert.equal(app.run("find", "larkspur").contacts.length, 1);
  await page.goto(`${app.origin}/log`);
  await page.locator("form.sheet").waitFor();
  assert.equal(await page.getByText("A draft is kept").count(), 0, "what was saved is no draft any more");
});

test("Enter in the dialog saves", async () => {
  const form = await sheet();
  await form.locator("[name=other]").fill("Mulberry Clinic");
  await form.locator("[name=purpose]").evaluate((field) => (field.closest("details").open = true));
  await form.locator("[name=purpose]").fill("to say hello");
  await page.keyboard.press("Enter");
  await page.locator("#notice .notice").getByText("Mulberry Clinic").waitFor();
  assert.equal(app.run("find", "mulberry").contacts.length, 1);
});

test("a form that is half filled stays while one logs beside it", async () => {
  await page.goto(`${app.origin}/promises`);
  const promised = page.locator("#main form [name=text]").first();
  await promised.evaluate((field) => field.closest("details") && (field.closest("details").open = true));
  await promised.fill("bring the new brochures");
  await page.locator("h1").first().click();
  const form = await sheet();
  await form.locator("[name=other]").fill("Juniper Clinic");
  await form.locator(".deeds.last button.primary").click();
  await page.locator("#notice .notice").getByText("Juniper Clinic").waitFor();
  assert.equal(await promised.inputValue(), "bring the new brochures");
  await page.locator("#notice form button").waitFor();
});

test("a page that nobody sees lets go of its stream, and is up to date when it is seen again", async () => {
  await page.goto(`${app.origin}/search?q=hawthorn`);
  await page.getByText("Nothing begins with").waitFor();
  await page.waitForTimeout(300);
  const seen = (is) => page.evaluate((is) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !is });
    document.dispatchEvent(new Event("visibilitychange"));
  }, is);
  await seen(false);
  app.run("add", "place", "Hawthorn Clinic");
  await page.waitForTimeout(800);
  assert.equal(await page.locator("#main").getByText("Hawthorn Clinic").count(), 0);
  await seen(true);
  await page.locator("#main").getByText("Hawthorn Clinic").first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test("whom one looks for is offered as one types, on any page, and Escape closes it", async () => {
  app.run("add", "place", "Sycamore Clinic");
  await page.keyboard.press("/");
  await page.keyboard.type("sycam");
  const row = page.locator("#found [role=option]", { hasText: "Sycamore Clinic" });
  await row.waitFor();
  assert.equal((await row.innerText()).split("Sycamore Clinic").length, 2, "the name is said once");
  const [box, view] = [await page.locator("#found").boundingBox(), page.viewportSize()];
  assert.ok(box.x >= 0 && box.x + box.width <= view.width && box.width > 300, "it is not cut off");
  await picture(page, "found-1440-light");
  await page.keyboard.press("Escape");
  await page.locator("#found").waitFor({ state: "hidden" });
  await page.keyboard.type("o");
  await row.waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sycamore Clinic" }).waitFor();
  await page.waitForLoadState();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("sy");
  await page.keyboard.press("Escape");
  await page.locator("#palette").waitFor({ state: "hidden" });
});

test("a page says that the app was closed, and so does a dialog that can't save", async () => {
  const own = await App.start({ sample: false, open: false });
  own.run("init", "--practice", "Birch", "--person", "Kim");
  await own.open();
  page = await open(browser, own);
  const form = await sheet();
  await form.locator("[name=other]").fill("Tamarind Clinic");
  await own.stop();
  await form.locator(".deeds.last button.primary").click();
  await form.locator("[role=alert]").getByText("Rapport was closed").waitFor();
  assert.equal(await form.locator("[name=other]").inputValue(), "Tamarind Clinic");
  await page.locator("#sync").getByText("Rapport was closed").waitFor({ timeout: 15_000 });
});
