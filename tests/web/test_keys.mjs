// By keyboard alone: the skip link comes first, whatever has the focus shows it, what opens over the page gives it back.
import { openPage, serve } from "./site.mjs";
import { attempt, none, ok } from "./tap.mjs";

const STEPS = 60;

// What has the focus: a name for it, whether it is in sight, and whether a ring is drawn around it.
const focused = page => page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body)
        return null;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const name = `${e.tagName}.${e.className.baseVal ?? e.className} ${(e.textContent || e.name || "").trim().slice(0, 40)}`;
    return { name, seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
             ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || e.type === "date",   // draws it around a part of itself
             href: e.getAttribute("href") };
});

async function walk(p, site, path) {
    await p.page.goto(site.url + path);
    const wrong = [], names = [];
    for (let step = 0; step < STEPS; step++) {
        await p.page.keyboard.press("Tab");
        const at = await focused(p.page);
        if (!at)
            break;
        names.push(at.name);
        if (step === 0 && at.href !== "#main")
            wrong.push(`first comes ${at.name}`);
        if (!at.seen)
            wrong.push(`out of sight: ${at.name}`);
        if (!at.ring)
            wrong.push(`no ring: ${at.name}`);
    }
    none(wrong, `${path}: each of ${names.length} stops shows where one is`);
    ok(names.length > 8, `${path}: there are stops`, names);
}

async function skip(p, site) {
    await p.page.goto(site.url + "/stories/s1");
    await p.page.keyboard.press("Tab");
    await p.page.keyboard.press("Enter");
    await p.page.keyboard.press("Tab");
    ok(await p.page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the skip link leads into the page");
}

async function details(p, site) {
    await p.page.goto(site.url + "/stories/s1");
    const summary = p.page.locator("main summary").first();
    await summary.focus();
    await p.page.keyboard.press("Enter");
    ok(await summary.evaluate(s => s.parentElement.open), "a claim opens by Enter");
    await p.page.keyboard.press("Space");
    ok(!await summary.evaluate(s => s.parentElement.open), "and closes by Space");
}

async function over(p, site) {
    await p.page.goto(site.url + "/stories/s1");
    const link = p.page.locator("a.beside:visible").first();
    const href = await link.getAttribute("href");
    await link.focus();
    await p.page.keyboard.press("Enter");
    await p.page.waitForSelector("dialog.over[open]");
    ok(p.page.url().endsWith(href), "what opens over the page has its own address", p.page.url());
    ok(await p.page.evaluate(() => document.querySelector("dialog.over").contains(document.activeElement)), "and has the focus");
    await p.page.keyboard.press("Escape");
    await p.page.waitForFunction(() => !document.querySelector("dialog.over[open]"));
    await p.page.waitForURL(/\/stories\/s1$/);
    ok(await p.page.evaluate(h => document.activeElement.getAttribute("href") === h, href), "Escape gives the focus back");
    await p.page.goForward();
    await p.page.waitForSelector("dialog.over[open]");
    ok(true, "forward opens it again");
    await p.page.goBack();
    await p.page.waitForFunction(() => !document.querySelector("dialog.over[open]"));
    ok(p.page.url().endsWith("/stories/s1"), "back closes it");
    await p.page.goForward();
    await p.page.waitForSelector("dialog.over[open]");
    await p.page.reload();
    ok(await p.page.locator("main h1").count() === 1, "loaded anew it is a page of its own");
    none(p.taken(), "and nothing went wrong");
}

export default async function test(browser) {
    const site = await serve("day.db");
    const p = await openPage(browser, site);
    for (const path of ["/", "/stories/s1", "/articles/a1", "/search?q=Kesten", "/outlets", "/compare", "/sources", "/about"])
        await attempt(`${path} is walked through`, () => walk(p, site, path));
    await attempt("the skip link", () => skip(p, site));
    await attempt("details", () => details(p, site));
    await attempt("side by side over the page", () => over(p, site));
    await p.close();
    await site.close();
}
