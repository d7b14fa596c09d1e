// Reads JSON-LD files as schema.org defines them, and writes as JSON what is wrong with each.
//
//     node check.mjs FILE.jsonld…
//
// A compiler checks each property against the types that its makers generate from schema.org's vocabulary: whether the type
// has it (its domain), and whether its value is of a type that it takes (its range). A JSON-LD processor expands the file.
import jsonld from "jsonld";
import ts from "typescript";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const SCHEMA = "https://schema.org/";
// What of schema.org's context matters here; the processor reads nothing from the network.
const context = { "@vocab": SCHEMA, url: { "@type": "@id" }, id: "@id", type: "@type" };

/** What the compiler says of each of `sources`: all of them are compiled at once. */
function compiled(sources) {
  const name = (at) => join(here, `checked-${at}.ts`);
  const text = (source) => `import type { Course, WithContext } from "schema-dts";\nexport const value: WithContext<Course> = ${source};\n`;
  const files = new Map(sources.map((source, at) => [name(at), text(source)]));
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, target, ...rest) =>
    files.has(path) ? ts.createSourceFile(path, files.get(path), target) : getSourceFile(path, target, ...rest);
  const program = ts.createProgram([...files.keys()], options, host);
  const said = (at) => {
    const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(name(at)));
    return found.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").slice(0, 400));
  };
  return sources.map((_, at) => said(at));
}

/** Every node of an expanded document. */
function* nodes(value) {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one);
  else if (value && typeof value === "object") {
    yield value;
    for (const part of Object.values(value)) yield* nodes(part);
  }
}

async function expanded(text) {
  const documentLoader = async (url) => {
    if (!url.startsWith("https://schema.org")) throw new Error("asks for " + url);
    return { contextUrl: null, documentUrl: url, document: { "@context": context } };
  };
  const all = [...nodes(await jsonld.expand(JSON.parse(text), { documentLoader, safe: true, base: "https://example.org/" }))];
  const keys = all.flatMap((node) => [...Object.keys(node), ...(node["@type"] ?? [])]).filter((key) => !key.startsWith("@"));
  const of = (property) => all.flatMap((node) => node[SCHEMA + property] ?? []).map((node) => node["@id"]);
  const taught = new Set(of("teaches"));
  const typed = (type) => all.filter((node) => [node["@type"]].flat().includes(SCHEMA + type));
  const lacks = (course) => ["name", "description", "provider"].filter((property) => !course[SCHEMA + property]);
  return {
    unknown: keys.filter((key) => !key.startsWith(SCHEMA)),
    loose: of("assesses").filter((id) => !taught.has(id)),
    wanted: typed("Course").flatMap(lacks),
    modules: typed("Syllabus").length,
  };
}

const files = process.argv.slice(2);
const texts = files.map((file) => readFileSync(file, "utf8"));
// Uses that must be seen to be wrong: an unknown property, one of another type, a value of a wrong type.
const misused = [{ teachez: "a" }, { recipeYield: "a" }, { provider: { "@type": "Quiz", name: "a" } }];
const wrong = misused.map((part) => JSON.stringify({ "@context": "https://schema.org", "@type": "Course", name: "a", ...part }));
const types = compiled([...texts, ...wrong]);
const results = { misused: types.slice(files.length) };
for (const [at, file] of files.entries()) results[basename(file)] = { types: types[at], ...(await expanded(texts[at])) };
console.log(JSON.stringify(results));
