#!/usr/bin/env node
// Starts the program that npm has installed for this system, and ends as it does.
"use strict";

const { spawnSync } = require("node:child_process");
const { optionalDependencies } = require("../package.json");
const systems = require("./systems.json");

function say(fr, en) {
    const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
    console.error(locale.startsWith("fr") ? fr : en);
}

/** The path of the program; undefined where npm has not installed it. */
function program() {
    const name = systems[`${process.platform} ${process.arch}`];
    if (!name) {
        say(
            `erreur\u00a0: acquis n'existe pas sur npm pour ${process.platform} ${process.arch}.\n  aide\u00a0: construisez-le avec Rust\u00a0: cargo install --locked acquis`,
            `error: npm has no acquis for ${process.platform} ${process.arch}.\n  help: build it with Rust: cargo install --locked acquis`,
        );
        return undefined;
    }
    try {
        return require.resolve(`${name}/bin/acquis${process.platform === "win32" ? ".exe" : ""}`);
    } catch {
        const wanted = `${name}@${optionalDependencies[name]}`;
        say(
            `erreur\u00a0: npm n'a pas installé ${wanted}, qui contient le programme pour ce système.\n  aide\u00a0: réinstallez sans --omit=optional, et sans le package-lock.json d'un autre système\u00a0; ou\u00a0: npm install ${wanted}`,
            `error: npm has not installed ${wanted}, which holds the program for this system.\n  help: install again without --omit=optional, and without the package-lock.json of another system; or: npm install ${wanted}`,
        );
        return undefined;
    }
}

const path = program();
if (!path) {
    process.exitCode = 2;
} else {
    const ended = spawnSync(path, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
    if (ended.error) {
        console.error(`${path}: ${ended.error.message}`);
        process.exitCode = 2;
    } else if (ended.signal) {
        process.kill(process.pid, ended.signal);
    } else {
        process.exitCode = ended.status;
    }
}
