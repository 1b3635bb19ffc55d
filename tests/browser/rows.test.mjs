// docs/practice.md names for each of the 55 rows the screen that serves it. Each is opened here on the made-up practice, and what
// the command line knows of that row is found there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { App, launch, open } from "./app.mjs";

let app;
let browser;
let page;

before(async () => {
  app = await App.start({ years: 2, contacts: 120 });
  browser = await launch();
  page = await open(browser, app);
});

after(async () => {
  await browser?.close();
  await app?.stop();
});

const run = (...words) => app.run(...words);
const insight = (name) => run("insight", name);
const named = (told, id) => told.names.find((one) => one.id === id).name;
const counted = ({ n }) => `n = ${n}`;
const playbook = (short) => run("playbook", "list").playbooks.find((one) => one.short === short);
const members = (short) => run("playbook", "who", short).enrolled.map((one) => one.who.name);
const partner = () => insight("partners").active[0].who;

// Of each row: where it is served, and what of its own stands there.
const rows = {
  1: () => ["/sectors", run("sectors").sectors[0].professions[0]],
  2: () => {
    const told = insight("reciprocity");
    return ["/insights/reciprocity", counted(told), named(told, told.contacts[0].who)];
  },
  3: () => ["/wordings/introduction_call", run("list", "practices").items[0].name, "first_name"],
  4: () => [`/playbooks/${playbook("call_brochure_call").id}`, ...members("call_brochure_call")],
  5: () => ["/insights/funnel", counted(insight("funnel"))],
  6: () => [`/playbooks/${playbook("give_first").id}`, ...members("give_first")],
  7: () => ["/cards", ...run("card", "share").lines.map((one) => one.text)],
  8: () => ["/insights/response", counted(insight("response"))],
  9: () => planned(),
  10: () => ["/thanks", run("thanks", "queue").thanks[0].to.name, run("thanks", "queue").thanks[0].code],
  11: () => briefed((brief) => brief.notes[0].text),
  12: () => briefed((brief) => `${brief.length_min} minutes`),
  13: () => ["/stock", run("stock").stock[0].name, `${run("stock").stock[0].there} there`],
  14: () => ["/directory", run("directory").entries[0].who.name, run("directory").hand_offs[0].need],
  15: () => briefed(() => run("coaching").notes[0]),
  16: () => deliveries(),
  17: () => ["/gifts", signature()],
  18: () => {
    const told = insight("offices");
    return ["/insights/offices", counted(told), named(told, told.offices[0].place)];
  },
  19: () => ["/sectors", ...touched(run("sectors").sectors)],
  20: () => ["/insights/mix", counted(insight("mix")), ...insight("mix").parts.map((part) => String(part.referrals))],
  21: () => ["/insights/conversion", counted(insight("conversion"))],
  22: () => ledger(),
  23: () => [`/playbooks/${playbook("about_them").id}`, ...members("about_them")],
  24: () => profile(({ facts }) => facts[0].text),
  25: () => ["/gives", ...run("gives").gives.slice(0, 30).map(({ give }) => give.name)],
  26: () => [`/gives/with/${partner()}`, ...run("gives", partner()).three.gives.map(({ give }) => give.name)],
  27: () => {
    const told = insight("channels");
    return ["/insights/channels", counted(told), named(told, told.missing[0].who)];
  },
  28: () => ["/playbooks", ...run("playbook", "list").playbooks.map((one) => one.name)],
  29: () => [`/playbooks/${playbook("weekly_value").id}`, ...members("weekly_value")],
  30: () => ["/prospects", ...run("prospects").prospects.slice(0, 5).map((one) => one.who.name)],
  31: () => ["/referrals/intake", run("intake").seen[0].who.name],
  32: () => profile(({ who }) => who.name),
  33: () => ["/engage", run("engage").queue[0].who.name, run("engage").queue[0].step.title],
  34: () => [`/playbooks/${playbook("social_first").id}`, ...members("social_first")],
  35: () => {
    const { who, known_by: [by] } = run("prospects").prospects.find((one) => one.known_by.length > 0);
    return [`/introductions/path?to=${encodeURIComponent(who.name)}`, who.name, by.name];
  },
  36: () => ["/introductions", ...run("introductions").made[0].people.map((one) => one.name)],
  37: () => ["/asks", run("ask", "list").asks[0].text],
  38: () => ["/cards", ...run("card", "ideal").lines.map((one) => one.text)],
  39: () => ["/gives/benefits", ...run("benefits").benefits.map((one) => one.text)],
  40: () => ["/insights/year", counted(insight("calendar"))],
  41: () => [`/served/${partner()}`, String(run("served", partner()).gives)],
  42: () => {
    const told = insight("concentration");
    return ["/insights/concentration", counted(told), named(told, told.by_person.sources[0].who)];
  },
  43: () => {
    const told = insight("introductions");
    return ["/introductions", ...told.origins.map((one) => named(told, one.who))];
  },
  44: () => ["/referrals/intake", `${run("intake").seen.reduce((sum, one) => sum + one.count, 0)} answers so far`],
  45: () => ["/needs", ...run("needs").needs.map((one) => one.text)],
  46: () => ["/gives/announce", run("announce").announcements[0].what],
  47: () => ["/sectors", ...insight("concentration").by_sector.sources.map(({ who }) => words(who))],
  48: () => [`/playbooks/${playbook("after_first_meeting").id}`, ...members("after_first_meeting")],
  49: () => ["/spotlights", run("spotlight", "list").rotation[0].who.name, run("spotlight", "list").display[0].owner.name],
  50: () => ["/events", ...run("event", "list").items.map((one) => one.name)],
  51: () => ["/insights/top-ten", ...insight("top-ten").contacts.map((one) => named(insight("top-ten"), one.who))],
  52: () => surprised(),
  53: () => ["/review", run("review").stale[0].who.name],
  54: () => ["/insights/touches", counted(insight("touches"))],
  55: () => ["/asks", run("ask", "no-list").no_list[0].who.name, run("ask", "no-list").no_list[0].answer],
};

const words = (code) => code.replaceAll("_", " ");

function briefed(what) {
  const at = insight("offices").offices[0].place;
  const brief = run("brief", at);
  return [`/brief/${at}`, brief.who.name, what(brief)];
}

// Those who saw each other lately, of whom most is known.
function profile(what) {
  const known = insight("reciprocity").contacts.map((one) => run("profile", one.who)).find((one) => one.facts.length > 0);
  return [`/partners/${known.who.id}`, what(known)];
}

function planned() {
  const stop = run("list", "touchpoints", "--limit", "100").items.find((one) => one.state === "planned" && one.place);
  const day = stop.at.slice(0, 10);
  const plan = run("plan", day);
  return [`/plan?day=${day}`, ...plan.stops.map((one) => one.place.name), "set out at"];
}

function deliveries() {
  const { key } = run("gifts").occasions[0];
  return [`/gifts/day/${key}`, ...run("gifts", "--deliveries", key).stops.slice(0, 3).map((one) => one.who.name)];
}

function signature() {
  return run("list", "items", "--limit", "500").items.find((one) => one.signature).name;
}

function touched(sectors) {
  return sectors.filter((one) => ["faith", "school", "agency"].includes(one.sector)).map((one) => words(one.sector));
}

function ledger() {
  const { lines, who } = run("gives", partner(), "--ledger");
  return [`/gives/with/${who.id}`, who.name, ...lines.slice(0, 3).map((one) => one.name)];
}

function surprised() {
  const all = insight("reciprocity").contacts.map((one) => run("gives", one.who, "--ledger"));
  const { who, lines } = all.find((one) => one.surprised);
  return [`/gives/with/${who.id}`, lines.find((one) => one.surprise).name];
}

// The column of the page: `/brief/{who}` of row 11.
function promised() {
  const text = readFileSync(fileURLToPath(new URL("../../docs/practice.md", import.meta.url)), "utf8");
  const lines = text.split("\n").filter((line) => /^\| \d+ \|/.test(line)).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  return new Map(lines.map((cells) => [Number(cells[1]), [...cells[6].matchAll(/`([^`]+)`/g)].map(([, route]) => route)]));
}

const promises = promised();

test("the page of the practice names a screen for each row", () => {
  assert.deepEqual([...promises.keys()], Object.keys(rows).map(Number));
  assert.equal(promises.size, 55);
});

for (const [row, of] of Object.entries(rows)) {
  test(`row ${row} is served where the page says, by its own data`, async () => {
    const [path, ...says] = of();
    const fits = (route) => new RegExp(`^${route.replace(/[.?]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
    assert.ok(promises.get(Number(row)).some(fits), `docs/practice.md does not name ${path}`);
    const answer = await page.goto(app.origin + path);
    assert.equal(answer.status(), 200, path);
    assert.ok(says.length > 0 && says.every(Boolean), `row ${row} has something to show: ${says}`);
    const shown = (await page.locator("#main").textContent()).replace(/\s+/g, " ");
    for (const said of says) assert.ok(shown.includes(said.replace(/\s+/g, " ")), `${path} shows “${said}”`);
  });
}
