// Two practitioners, each at a computer of their own, and a sync server: what one logs appears at the other, both go on without
// the server, and where they disagree both values are kept until somebody chooses.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { App, Server, launch, open, picture } from "./app.mjs";

let server;
let kim;
let robin;
let browser;

before(async () => {
  server = await Server.start();
  kim = await App.start({ sample: true, open: false });
  kim.run("pair", "new", server.address);
  const { code } = kim.run("pair", "show");
  robin = await App.start({ sample: false, open: false });
  robin.run("pair", "join", code, "--device", "Desktop", "--person", "Robin");
  await Promise.all([kim.open(), robin.open()]);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await Promise.all([kim?.stop(), robin?.stop()]);
  await server?.stop();
});

test("what one logs appears at the other, without loading again", async () => {
  const [mine, other] = [await open(browser, kim), await open(browser, robin)];
  await other.goto(`${robin.origin}/search?q=quinceberry`);
  await other.getByText("Nothing begins with").waitFor();
  await log(mine, "Quinceberry Clinic", "they moved to the second floor");
  await other.locator("#main").getByText("Quinceberry Clinic").first().waitFor();
  await other.locator("#sync").getByText("Synced").waitFor();
  assert.deepEqual([...mine.complaints, ...other.complaints], []);
});

test("both go on without the server; both values are kept, and one of them is chosen", async () => {
  const [mine, other] = [await open(browser, kim), await open(browser, robin)];
  const id = kim.run("show", "Quinceberry Clinic").id;
  await server.stop();
  await edit(mine, kim, id, "Tuesdays before nine");
  await edit(other, robin, id, "Fridays after lunch");
  await log(other, "Wistaria Office", "cookies at the desk");
  for (const [page, app] of [[mine, kim], [other, robin]]) {
    await syncNow(page, app);
    await page.locator("#sync").getByText(/Offline · \d+ to send/).waitFor();
    await page.getByText("Offline: ").first().waitFor();
  }
  await picture(mine, "sync-offline-1440-light");

  await server.start();
  for (const [page, app] of [[mine, kim], [other, robin], [mine, kim]]) await syncNow(page, app);
  for (const [page, app] of [[mine, kim], [other, robin]]) {
    await page.goto(`${app.origin}/conflicts`);
    await page.getByText("Tuesdays before nine").first().waitFor();
    await page.getByText("Fridays after lunch").first().waitFor();
  }
  await picture(mine, "conflicts-two-1440-light");
  await mine.goto(`${kim.origin}/partners/${id}`);
  await mine.getByRole("link", { name: "Two devices disagree here" }).click();
  await mine.locator(".rivals li", { hasText: "Fridays after lunch" }).getByRole("button").click();
  await mine.locator("#notice .notice").waitFor();
  // The other page hears of it by itself.
  await other.locator(".rivals").waitFor({ state: "detached" });
  for (const app of [kim, robin]) {
    assert.equal(app.run("show", "Quinceberry Clinic").drop_in, "Fridays after lunch");
    assert.deepEqual(app.run("conflicts").conflicts, []);
  }
  const timelines = [kim, robin].map((app) => JSON.stringify(app.run("timeline", "--limit", "500")));
  assert.equal(timelines[0], timelines[1], "both tell the same story");
  assert.deepEqual([...mine.complaints, ...other.complaints], []);
});

test("whoever is no longer let in is told so, and keeps the book", async () => {
  const [mine, other] = [await open(browser, kim), await open(browser, robin)];
  kim.run("devices", "revoke", "Desktop");
  await syncNow(other, robin);
  await other.locator("#sync").getByText("not synced any more").waitFor();
  await other.getByRole("link", { name: "Join with a code" }).first().waitFor();
  await picture(other, "sync-revoked-1440-light");
  await log(other, "Rosemary Practice", "kept all the same");
  assert.equal(robin.run("find", "rosemary").contacts.length, 1);
  assert.deepEqual(mine.complaints, []);
});

async function log(page, place, note) {
  // Keys are heard once the scripts are there.
  await page.waitForLoadState();
  await page.keyboard.press("l");
  const sheet = page.locator("#dialog[open] form.sheet");
  await sheet.locator("[name=other]").fill(place);
  await sheet.locator("[name=note]").fill(note);
  await sheet.locator("button.primary").click();
  await page.locator("#notice .notice").getByText(place).waitFor();
}

async function edit(page, app, id, dropIn) {
  await page.goto(`${app.origin}/edit/${id}`);
  await page.locator("[name=drop_in]").fill(dropIn);
  await page.locator("form.edit button.primary").click();
  await page.getByText(dropIn).first().waitFor();
}

async function syncNow(page, app) {
  await page.goto(`${app.origin}/sync`);
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.locator("#notice .notice").waitFor();
}
