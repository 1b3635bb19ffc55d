// Starts the real program on a book, opens it in Debian's Chromium, and takes pictures.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug");
const program = process.env.RAPPORT ?? join(built, "rapport");
export const pictures = join(root, ".dev/screens");

/// A home of its own, with a made-up practice or with nothing.
export class App {
  /// `open: false`: the app itself is opened later.
  static async start({ sample = true, open = true, years = 2, contacts = 120 } = {}) {
    const app = new App();
    app.folder = mkdtempSync(join(tmpdir(), "rapport-"));
    app.home = join(app.folder, "book");
    if (sample) app.run("sample", "--seed", "1", "--years", String(years), "--contacts", String(contacts));
    if (open) await app.open();
    return app;
  }

  async open() {
    this.process = spawn(program, ["--home", this.home, "--json", "app", "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const line = await firstLine(this.process);
    this.address = JSON.parse(line).address;
    this.origin = new URL(this.address).origin;
  }

  /// Runs a command on the same book, as somebody at a terminal would.
  run(...words) {
    const ran = spawnSync(program, ["--home", this.home, "--json", ...words], { encoding: "utf8" });
    if (ran.status !== 0) throw new Error(`rapport ${words.join(" ")}: ${ran.stderr}`);
    return JSON.parse(ran.stdout);
  }

  async stop() {
    this.process?.kill("SIGTERM");
    const [code] = this.process ? await once(this.process, "exit") : [0];
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}

/// A sync server on loopback, which can be stopped and started again at its address.
export class Server {
  static async start() {
    const server = new Server();
    server.folder = mkdtempSync(join(tmpdir(), "rapport-server-"));
    server.port = 0;
    await server.start();
    return server;
  }

  async start() {
    const words = ["--data", join(this.folder, "data"), "--listen", `127.0.0.1:${this.port}`, "--open"];
    this.process = spawn(join(built, "rapport-sync-server"), words, { stdio: ["ignore", "pipe", "ignore"] });
    this.address = /http:\/\/127\.0\.0\.1:\d+/.exec(await firstLine(this.process, /http:/))[0];
    this.port = new URL(this.address).port;
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    this.process.kill("SIGTERM");
    await once(this.process, "exit");
  }
}

/// The first line that a program says, or the first that is like this.
async function firstLine(process, like = /./) {
  for await (const line of createInterface({ input: process.stdout })) {
    if (!like.test(line)) continue;
    process.stdout.resume();
    return line;
  }
  throw new Error("the program ended before it said where it is");
}

/// The browser. Its processes end with it.
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/// A window that was let in, and fails on whatever its pages complain of.
export async function open(browser, app, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => message.type() === "error" && page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(app.address);
  return page;
}

/// A picture for people to look at.
export async function picture(page, name) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
