// A server over one of the made stores, and browsers to look at it.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve as locate } from "node:path";

// Packages lie in the build folder (tests/web/run), not beside this file.
const load = createRequire(process.env.SYN_MODULES + "/");
const { chromium } = load("playwright-core");
export const axePath = load.resolve("axe-core/axe.min.js");
export const stores = process.env.SYN_STORES;
export const token = "browser-tests-token";

// When the made reports are news: pages show this day as today's.
const NOW = "2031-05-06T19:00:00Z";

// Starts `synoptic serve`; url is where it listens.
export async function serve(store, ...options) {
    const child = spawn("synoptic", ["serve", "--store", locate(stores, store), "--listen", "127.0.0.1:0", "--now", NOW, ...options],
                        { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, SYNOPTIC_TOKEN: token } });
    let said = "";
    const url = await new Promise((resolve, reject) => {
        const listen = bytes => {
            said += bytes;
            const address = /http:\/\/[0-9.:]+/.exec(said);
            if (address)
                resolve(address[0]);
        };
        child.stdout.on("data", listen);
        child.stderr.on("data", listen);
        child.on("exit", code => reject(new Error(`serve ended with ${code}: ${said}`)));
    });
    const ended = new Promise(resolve => child.on("exit", resolve));
    return {
        url,
        said: () => said,
        async close() {
            child.kill("SIGTERM");
            return ended;
        },
    };
}

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                   "--disable-component-update", "--disable-sync"];

// One browser for all tests, with a profile of its own that is gone at the end.
export async function openBrowser() {
    const profile = mkdtempSync(join(tmpdir(), "synoptic-web-"));
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", headless: true,
                                            args: ARGUMENTS, env: { ...process.env, HOME: profile } });
    return { browser, async close() { await browser.close(); rmSync(profile, { recursive: true, force: true }); } };
}

export const WIDE = { width: 1440, height: 900 }, PHONE = { width: 390, height: 844 };

// A page that keeps a list of whatever went wrong: errors in the console, failed requests, requests to another host,
// dialogs (which only a script from a report could open).
export async function openPage(browser, site, options = {}) {
    const context = await browser.newContext({ viewport: WIDE, locale: "en-GB", reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const problems = [];
    let expected = null;
    page.on("console", m => {
        if (m.type() === "error" && !(expected && m.text().includes(`status of ${expected}`)))
            problems.push(`console: ${m.text()} (${m.location().url})`);
    });
    page.on("pageerror", e => problems.push(`script: ${e}`));
    page.on("requestfailed", r => {
        const why = r.failure()?.errorText;
        if (why !== "net::ERR_ABORTED")     // left before it was there: an event stream, a prefetch
            problems.push(`request failed: ${r.url()} ${why}`);
    });
    page.on("request", r => {
        if (!r.url().startsWith(site.url + "/") && !/^(data|blob|about):/.test(r.url()))
            problems.push(`asked from elsewhere: ${r.url()}`);
    });
    page.on("response", r => {
        if (r.status() >= 400 && r.status() !== expected)
            problems.push(`answer ${r.status()}: ${r.url()}`);
    });
    page.on("dialog", d => { problems.push(`dialog: ${d.message()}`); d.dismiss(); });
    return {
        page, context,
        expect(status) { expected = status; },      // an error page that is asked for
        taken() { return problems.splice(0); },     // what went wrong since the last call
        close: () => context.close(),
    };
}

// Sections far below are not laid out until one comes near them (site.css), and lie over each other where a program asks
// for their places: laid out all.
export const layOut = page => page.evaluate(() => {
    const all = new CSSStyleSheet();
    all.replaceSync(".sec { content-visibility: visible !important }");
    document.adoptedStyleSheets = [all];
});

// What axe-core finds against: WCAG 2.0 to 2.2 A and AA, and best practice.
export async function axe(page) {
    const source = load("node:fs").readFileSync(axePath, "utf8");
    await page.evaluate(source);
    const result = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        resultTypes: ["violations"],
    }));
    return result.violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${v.id}: ${n.target.join(" ")}: ${n.html.slice(0, 160)} `
        + `(${(n.any[0] || n.all[0] || n.none[0])?.message || v.help})`));
}
