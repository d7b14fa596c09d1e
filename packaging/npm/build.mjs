#!/usr/bin/env node
// `build.mjs DIST OUT`: makes npm's packages of the archives in DIST, as folders under OUT: one a system, with the program and
// nothing else, and `acquis`, which asks for the one that fits. Systems that have no archive in DIST are left out, which
// `--all` takes for an error.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
const fact = (key) => manifest.match(new RegExp(`^${key} = "(.*)"$`, "m"))[1];
const version = fact("version");

const all = process.argv.includes("--all");
const [dist, out] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
if (!out) throw new Error("usage: build.mjs [--all] DIST OUT");

/** What every package says of itself. */
const common = {
    version,
    description: fact("description"),
    license: fact("license"),
    repository: { type: "git", url: `git+${fact("repository")}.git` },
    homepage: fact("repository"),
};

function write(folder, manifest, readme) {
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(join(folder, "README.md"), readme);
    for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(root, licence), join(folder, licence));
}

/** The package that holds the program of one system. */
function system(target, name, os, cpus) {
    const folder = join(out, name);
    const unpacked = mkdtempSync(join(tmpdir(), "acquis-"));
    execFileSync("tar", ["-xzf", resolve(dist, `acquis-${version}-${target}.tar.gz`), "-C", unpacked]);
    const program = os === "win32" ? "acquis.exe" : "acquis";
    mkdirSync(join(folder, "bin"), { recursive: true });
    copyFileSync(join(unpacked, program), join(folder, "bin", program));
    chmodSync(join(folder, "bin", program), 0o755);
    rmSync(unpacked, { recursive: true });
    // No `libc`: the program of Linux is static, and npm would have to guess which C library is there.
    const manifest = { name, ...common, os: [os], cpu: cpus, files: ["bin"], preferUnplugged: true };
    write(folder, manifest, `The program of [acquis](https://www.npmjs.com/package/acquis) for ${target}: install \`acquis\`.\n`);
}

rmSync(out, { recursive: true, force: true });
const known = readFileSync(join(root, "packaging/targets"), "utf8").split("\n").filter((line) => /^\w/.test(line));
const systems = {};
for (const [target, name, os, cpu] of known.map((line) => line.split(/\s+/))) {
    if (!existsSync(join(dist, `acquis-${version}-${target}.tar.gz`))) {
        if (all) throw new Error(`${dist} has no archive for ${target}`);
        continue;
    }
    const cpus = cpu.split(",");
    system(target, name, os, cpus);
    for (const cpu of cpus) systems[`${os} ${cpu}`] = name;
}
const names = [...new Set(Object.values(systems))];
if (names.length === 0) throw new Error(`${dist} has no archive of version ${version}`);

const folder = join(out, "acquis");
mkdirSync(join(folder, "bin"), { recursive: true });
cpSync(join(root, "packaging/npm/acquis.js"), join(folder, "bin/acquis.js"));
writeFileSync(join(folder, "bin/systems.json"), `${JSON.stringify(systems, null, 2)}\n`);
const main = {
    name: "acquis",
    ...common,
    keywords: ["markdown", "linter", "curriculum", "links", "git"],
    bin: { acquis: "bin/acquis.js" },
    files: ["bin"],
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(names.map((name) => [name, version])),
};
write(folder, main, readFileSync(join(root, "README.md"), "utf8"));
console.log([...names, "acquis"].map((name) => join(out, name)).join("\n"));
