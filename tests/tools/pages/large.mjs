// Measures a page of many repositories: reports are invented, merged by the program, and the page is opened in Chromium.
//
//     node large.mjs ACQUIS [REPOSITORIES] [MODULES OF EACH]
import { chromium } from "playwright-core";
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [program, repositories = 1000, modules = 100] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "acquis-page-"));
const verbs = ["lire", "semer", "tailler", "greffer", "récolter", "conserver"];
const things = ["un plan de culture", "une haie", "un verger", "des graines", "une serre"];
const pick = (list, at) => list[at % list.length];

/** One module of eight competencies, assessed four times of five. */
function lesson(repository, at) {
  const assessed = (repository + at) % 5 > 0;
  const competency = (number) => ({
    line: 5 + number, text: `${pick(verbs, at + number)} ${pick(things, repository + number)} sans aide, toute l'année (${number})`,
    assessed, assessments: assessed ? [0] : [],
  });
  const items = [{ line: 21, text: `QCM de ${5 + (at % 20)} questions`, kind: pick(["quiz", "practical", "oral"], at) }];
  return {
    group: "cours", path: `cours/${at}.md`, line: 3, title: `${pick(verbs, at)} ${pick(things, at)} ${repository}-${at}`, marker: "file",
    objective: { line: 4, text: pick(things, at) }, competencies: Array.from({ length: 8 }, (_, number) => competency(number)),
    assessments: assessed ? [{ line: 20, items, competencies: [0, 1, 2, 3, 4, 5, 6, 7] }] : [], assessed, exempt: null,
  };
}

for (let repository = 0; repository < repositories; repository += 1) {
  const report = {
    schema: "acquis.coverage/v1", tool: { name: "acquis", version: "0.0.0" }, snapshot: { kind: "commit", commit: "0".repeat(40) },
    summary: { modules: 0, modules_assessed: 0, competencies: 0, competencies_assessed: 0, exempt: 0 },
    modules: Array.from({ length: modules }, (_, at) => lesson(repository, at)),
  };
  writeFileSync(join(folder, `depot-${repository}.json`), JSON.stringify(report));
}
const page = join(folder, "page.html");
const ms = async (work) => {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
};
const merged = await ms(() => {
  const { status } = spawnSync(program, ["coverage", "merge", folder, "--format", "html"], { stdio: ["ignore", openSync(page, "w"), "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
});
console.log(`${repositories * modules} modules: merged in ${merged} ms, ${Math.round(statSync(page).size / 1e6)} MB`);

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });
const tab = await browser.newPage();
const loaded = await ms(() => tab.goto(pathToFileURL(page).href, { timeout: 120_000 }));
const painted = await tab.evaluate(() => Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime));
console.log(`first paint after ${painted} ms, loaded after ${loaded} ms: ${await tab.textContent("#shown")}`);
for (const [id, value] of [["state", "missing"], ["state", ""], ["text", "tailler une haie 4"], ["text", "greffer des graines 7-3"], ["text", ""]]) {
  const took = await tab.evaluate(async ([id, value]) => {
    const [field, shown] = [document.getElementById("filter-" + id), document.getElementById("shown")];
    const before = shown.textContent, start = performance.now();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (shown.textContent === before && performance.now() - start < 20_000) await new Promise((done) => setTimeout(done, 5));
    return Math.round(performance.now() - start);
  }, [id, value]);
  console.log(`${id} = "${value}": ${took} ms, ${await tab.textContent("#shown")}`);
}
await browser.close();
rmSync(folder, { recursive: true });
