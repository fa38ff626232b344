// What Readability.js on linkedom does with the same pages, for bench/html.
//
//   node html_peer.js MODULES EVERY FOLDER
//
// MODULES holds node_modules.  Pages are read, unpacked and decoded before the clock starts; then each is parsed
// and its article taken, once.  Prints "readability PAGES/S PAGES LETTERS".  A page that throws counts as done.
// The time is the clock's or the processor's, whichever is less: node collects garbage on threads of its own, which
// must not count against it, nor may what else runs on the machine.
"use strict";
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");
const { createRequire } = require("module");

const [modules, every, folder] = process.argv.slice(2);
const use = createRequire(path.join(path.resolve(modules), "peer.js"));
const { Readability } = use("@mozilla/readability");
const { parseHTML } = use("linkedom");

// In the order that bench_html walks a folder in, so that both take the same pages.
const by_bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const names = fs.readdirSync(folder).filter((name) => /\.html?(\.gz)?$/.test(name)).sort(by_bytes);
const pages = names.filter((_, i) => i % Number(every) === 0).map((name) => {
    const bytes = fs.readFileSync(path.join(folder, name));
    return (name.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes).toString("utf-8");
});

let letters = 0;
function take(page) {
    try {
        const article = new Readability(parseHTML(page).document).parse();
        letters += article ? article.textContent.length : 0;
    } catch (error) {
        letters += 0;
    }
}

take(pages[0]);
const begun = process.hrtime.bigint(), used = process.cpuUsage();
pages.forEach(take);
const clock = Number(process.hrtime.bigint() - begun) / 1e9, spent = process.cpuUsage(used);
const seconds = Math.min(clock, (spent.user + spent.system) / 1e6);
console.log("readability", (pages.length / seconds).toFixed(2), pages.length, letters);
