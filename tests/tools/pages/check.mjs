// Opens pages of coverage in Chromium and writes as JSON what it saw of each.
//
//     node check.mjs PAGE.html… [--shots FOLDER]
import { chromium } from "playwright-core";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const options = process.argv.slice(2);
const at = options.indexOf("--shots");
const [, shots] = at < 0 ? [] : options.splice(at, 2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const paths = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = paths.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log("null");
  process.exit(0);
}
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: quiet });
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A page in a context of its own; what goes wrong in it, and what it asks the network for, is noted. */
async function open(file, settings = {}) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => request.url().startsWith("file:") || wrong.push("asks for " + request.url()));
  await page.goto(pathToFileURL(resolve(file)).href + (settings.hash ?? ""));
  return { page, wrong };
}

/** Violations in each theme and width, and how far the page is wider than the screen. */
async function looks(file) {
  const seen = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1280, 900], [390, 844]]) {
      const { page, wrong } = await open(file, { colorScheme, viewport: { width, height }, bypassCSP: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: values }), rules);
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      seen.push({ colorScheme, width, violations: found, wider, wrong });
      if (shots) await page.screenshot({ path: join(shots, `${basename(file, ".html")}-${colorScheme}-${width}.png`), fullPage: true });
      await page.context().close();
    }
  }
  return seen;
}

const visible = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

/** What stays where no script runs. */
async function withoutScripts(file) {
  const { page } = await open(file, { javaScriptEnabled: false });
  const result = { modules: await visible(page, "article"), filters: await visible(page, "#filters") };
  await page.context().close();
  return result;
}

/** What is printed. */
async function printed(file) {
  const { page } = await open(file);
  await page.emulateMedia({ media: "print" });
  const result = { modules: await visible(page, "article"), controls: await visible(page, "nav, form, .permalink") };
  const pdf = await page.pdf({ preferCSSPageSize: true, path: shots && join(shots, `${basename(file, ".html")}.pdf`) });
  result.bytes = pdf.length;
  await page.context().close();
  return result;
}

/** The keyboard alone: skip to the content, filter, sort, follow a link. */
async function keyboard(file) {
  const { page, wrong } = await open(file, { viewport: { width: 1280, height: 900 } });
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  const until = async (test) => {
    for (let step = 0; step < 200; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(test)) return true;
    }
    return false;
  };
  const result = { wrong };
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  result.skipped = await focused();
  result.filter = await until(() => document.activeElement.id === "filter-text");
  const word = await page.locator("article h3").last().evaluate((head) => head.firstChild.textContent.trim().toUpperCase());
  await page.keyboard.type(word);
  await page.waitForTimeout(300);
  result.filtered = await visible(page, "article");
  result.told = await page.locator("#shown").textContent();
  result.reset = await until(() => document.activeElement.type === "reset");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  result.all = await visible(page, "article");
  result.head = await until(() => document.activeElement.closest("#overview thead th:nth-child(2)"));
  await page.keyboard.press("Enter");
  result.sorted = await page.locator("#overview thead th").nth(1).getAttribute("aria-sort");
  result.first = await page.locator("#overview tbody .state").first().evaluate((state) => state.classList[1]);
  result.link = await until(() => document.activeElement.closest("#overview tbody th"));
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  result.target = await page.evaluate(() => document.activeElement.tagName);
  await page.context().close();
  return result;
}

/** Whether an address with a module's id shows that module, on whatever page of a long list. */
async function linked(file, id) {
  const { page, wrong } = await open(file, { hash: "#" + encodeURIComponent(id) });
  await page.waitForFunction(() => document.activeElement.tagName === "ARTICLE", null, { timeout: 10_000 }).catch(() => {});
  const shown = await page.evaluate(() => ({ id: document.activeElement.id, articles: document.querySelectorAll("#list article").length }));
  await page.context().close();
  return { ...shown, wrong };
}

const results = {};
for (const file of options) {
  const text = readFileSync(file, "utf8");
  const ids = [...text.matchAll(/<article id="([^"]+)"/g)].map(([, id]) => id);
  // The page of a syllabus has neither filters nor a script.
  const scripted = text.includes("<script>");
  results[basename(file)] = {
    looks: await looks(file),
    withoutScripts: await withoutScripts(file),
    printed: await printed(file),
    keyboard: scripted && ids.length < 1000 ? await keyboard(file) : null,
    linked: scripted && ids.length ? { wanted: ids.at(-1), ...(await linked(file, ids.at(-1))) } : null,
  };
}
await browser.close();
console.log(JSON.stringify(results));
