// All tests of pages in a browser, one file after the other, with one browser.
//     node tests/web/main.mjs [NAME]       run by tests/web/run
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./site.mjs";
import * as tap from "./tap.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(here).filter(f => /^test_.*\.mjs$/.test(f) && f.includes(process.argv[2] || "")).sort();
const chromium = await openBrowser();
for (const file of files) {
    const begin = Date.now();
    const { default: test } = await import(new URL(file, import.meta.url));
    await tap.attempt(`${file} runs to its end`, () => test(chromium.browser));
    console.log(`# ${file}: ${((Date.now() - begin) / 1000).toFixed(1)} s`);
}
await chromium.close();
process.exit(tap.finish());
