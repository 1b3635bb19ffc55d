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
const program = process.env.RAPPORT ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/rapport");
export const pictures = join(root, ".dev/screens");

/// A home of its own, with a made-up practice or with nothing.
export class App {
  static async start({ sample = true } = {}) {
    const app = new App();
    app.folder = mkdtempSync(join(tmpdir(), "rapport-"));
    app.home = join(app.folder, "book");
    if (sample) app.run("sample", "--seed", "1", "--years", "2", "--contacts", "120");
    app.process = spawn(program, ["--home", app.home, "--json", "app", "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface({ input: app.process.stdout }), "line");
    app.address = JSON.parse(line).address;
    app.origin = new URL(app.address).origin;
    return app;
  }

  /// Runs a command on the same book, as somebody at a terminal would.
  run(...words) {
    const ran = spawnSync(program, ["--home", this.home, "--json", ...words], { encoding: "utf8" });
    if (ran.status !== 0) throw new Error(`rapport ${words.join(" ")}: ${ran.stderr}`);
    return JSON.parse(ran.stdout);
  }

  async stop() {
    this.process.kill("SIGTERM");
    const [code] = await once(this.process, "exit");
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
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
