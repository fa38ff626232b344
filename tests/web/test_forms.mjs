// What people put in: files and texts to compare, the appearance, the token; and what comes in meanwhile.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PHONE, axe, openPage, serve, stores, token } from "./site.mjs";
import { attempt, none, ok } from "./tap.mjs";

const FIRST = "Ferry aground off Lisk\n\nThe ferry Orm Star ran aground off Lisk on 6 May 2031. 14 people were injured, "
    + "the harbour master Anna Brandt said.\n\n\"We heard the keel scream,\" said the passenger Jon Vik.\n";
const SECOND = "Orm Star runs aground\n\nThe ferry Orm Star ran aground off Lisk on 6 May 2031. 17 people were injured, "
    + "the harbour master Anna Brandt said.\n\nThe captain, Lars Holm, was questioned by the police.\n";
const HARM = "<script>window.harmed=1</script>\n\nThe tower of Gorm <img src=x onerror=\"window.harmed=2\"> fell. 5 people were hurt.\n";

const told = page => page.locator("main").innerText();

async function compareFiles(p, site) {
    await p.page.goto(site.url + "/compare");
    await p.page.setInputFiles("form.drop input[type=file]", [
        { name: "first.txt", mimeType: "text/plain", buffer: Buffer.from(FIRST) },
        { name: "<b>second</b>.txt", mimeType: "text/plain", buffer: Buffer.from(SECOND) }]);
    await p.page.locator("form.drop button").first().click();
    await p.page.waitForLoadState();
    const text = await told(p.page);
    ok(/14 people/.test(text) && /17 people/.test(text), "two files are compared, and both figures stand there", text);
    ok(/2 reports|2 independent accounts/.test(text), "of two reports", text.slice(0, 300));
    none(await axe(p.page), "the result: axe-core");
    none(p.taken(), "nothing goes wrong");
}

// As if two files were let go over the page, beside the field.
async function dropFiles(p, site) {
    await p.page.goto(site.url + "/compare");
    const data = await p.page.evaluateHandle(([a, b]) => {
        const t = new DataTransfer();
        t.items.add(new File([a], "a.txt", { type: "text/plain" }));
        t.items.add(new File([b], "b.txt", { type: "text/plain" }));
        return t;
    }, [FIRST, SECOND]);
    await p.page.dispatchEvent("main h1", "drop", { dataTransfer: data });
    ok(await p.page.$eval("form.drop input[type=file]", f => f.files.length) === 2, "files dropped anywhere are taken by the field");
}

async function compareText(p, site, options) {
    await p.page.goto(site.url + "/compare");
    await p.page.fill("form.drop textarea", `${FIRST}\n---\n${SECOND}`);
    await p.page.locator("form.drop button").first().click();
    await p.page.waitForLoadState();
    const text = await told(p.page);
    ok(/14 people/.test(text) && /17 people/.test(text), `pasted reports are compared${options}`, text);
    none(p.taken(), `nothing goes wrong${options}`);
}

async function compareHarm(p, site) {
    await p.page.goto(site.url + "/compare");
    await p.page.fill("form.drop textarea", `${HARM}\n---\n${HARM}`);
    await p.page.locator("form.drop button").first().click();
    await p.page.waitForLoadState();
    ok(!await p.page.evaluate(() => globalThis.harmed || document.querySelector("main img, main script")), "pasted scripts are text");
    none(p.taken(), "and break nothing");
}

async function compareNothing(p, site) {
    await p.page.goto(site.url + "/compare");
    p.expect(400);
    await p.page.locator("form.drop button").first().click();
    await p.page.waitForLoadState();
    ok(await p.page.locator("main h1").count() === 1, "nothing to compare: a page says so");
    none(await axe(p.page), "and axe-core has nothing to say");
    p.taken();
    p.expect(null);
}

async function keepTheme(p, site) {
    await p.page.goto(site.url + "/about");
    const answered = p.page.waitForResponse(r => r.url().endsWith("/theme"));
    await p.page.locator("#theme-dark").check();
    await answered;
    await p.page.goto(site.url + "/");
    ok(await p.page.evaluate(() => document.documentElement.dataset.theme) === "dark", "with script the choice is kept at once");
    none(p.taken(), "and nothing goes wrong");
}

async function enter(p, site) {
    await p.page.goto(site.url + "/enter");
    p.expect(403);
    await p.page.fill("input[type=password]", "not the token at all");
    await p.page.locator("main button").first().click();
    await p.page.waitForLoadState();
    p.taken();
    ok(await p.page.locator("input[type=password]").count() + await p.page.locator("main h1").count() > 0, "a wrong token is refused");
    p.expect(null);
    await p.page.goto(site.url + "/enter");
    await p.page.fill("input[type=password]", token);
    await p.page.locator("main button").first().click();
    await p.page.waitForLoadState();
    none(p.taken(), "the right one opens");
    const cookies = (await p.context.cookies()).filter(c => c.value && c.name !== "theme");
    ok(cookies.length === 1 && cookies[0].httpOnly && cookies[0].sameSite === "Strict", "with a cookie that scripts and other sites cannot use",
       JSON.stringify(cookies.map(c => ({ ...c, value: "" }))));
}

// A report that comes while somebody reads: a line says so, the page stays as it is.
async function live(browser) {
    const folder = mkdtempSync(join(tmpdir(), "synoptic-live-"));
    copyFileSync(join(stores, "day.db"), join(folder, "day.db"));
    const site = await serve(join(folder, "day.db"));
    const p = await openPage(browser, site);
    await p.page.goto(site.url + "/");
    await p.page.waitForTimeout(1500);
    const before = await p.page.locator("main h3").allInnerTexts();
    execFileSync("synoptic", ["add", "--store", join(folder, "day.db"), "--now", "2031-05-06T18:40:00Z", join(stores, "later.jsonl")],
                 { stdio: "ignore" });
    await p.page.locator(".live a").waitFor({ state: "visible", timeout: 8000 });
    ok(/^1 new story$/.test(await p.page.locator(".live a").innerText()), "a story that comes in is told");
    ok(JSON.stringify(await p.page.locator("main h3").allInnerTexts()) === JSON.stringify(before), "the page stays as it is");
    await p.page.locator(".live a").click();
    await p.page.waitForLoadState();
    ok((await told(p.page)).includes("Lighthouse of Ulvoy"), "until one goes there");
    none(p.taken(), "and nothing goes wrong");
    await p.close();
    await site.close();
    rmSync(folder, { recursive: true });
}

export default async function test(browser) {
    const site = await serve("day.db");
    const p = await openPage(browser, site);
    await attempt("files are compared", () => compareFiles(p, site));
    await attempt("files are dropped", () => dropFiles(p, site));
    await attempt("texts are compared", () => compareText(p, site, ""));
    await attempt("harm is compared", () => compareHarm(p, site));
    await attempt("nothing is compared", () => compareNothing(p, site));
    await attempt("the theme is kept", () => keepTheme(p, site));
    await attempt("the token is asked for", () => enter(p, site));
    await p.close();
    const plain = await openPage(browser, site, { javaScriptEnabled: false, viewport: PHONE });
    await attempt("texts are compared without script", () => compareText(plain, site, ", without script"));
    await plain.close();
    await site.close();
    await attempt("live", () => live(browser));
}
