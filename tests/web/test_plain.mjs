// Without script, on paper, in forced colours.
import { PHONE, WIDE, openPage, serve } from "./site.mjs";
import { attempt, none, ok } from "./tap.mjs";

async function clickThrough(p, site) {
    await p.page.goto(site.url + "/");
    await p.page.locator("main a[href^='/stories/s']").first().click();
    ok(/\/stories\/s\d+/.test(p.page.url()), "front leads to a story", p.page.url());
    await p.page.locator("main summary").first().click();
    ok(await p.page.locator("main details[open]").count() > 0, "a claim opens");
    await p.page.goto(site.url + "/stories/s1");
    await p.page.locator("a.beside:visible").first().click();
    ok(/\/stories\/s1\/\w+\/\d+/.test(p.page.url()), "an item leads to its page side by side", p.page.url());
    await p.page.locator("main a[href^='/articles/']").first().click();
    ok(/\/articles\/a\d+/.test(p.page.url()), "and that to the place in a report", p.page.url());
    const mark = p.page.locator("#at");
    if (p.page.url().includes("at="))
        ok(await mark.count() === 1 && await mark.evaluate(e => {
            const box = e.getBoundingClientRect();
            return box.top >= 0 && box.top < innerHeight;
        }), "which is marked, and in sight");
    await p.page.locator(".find input").fill("Kesten");
    await p.page.locator(".find button").click();
    ok(/\/search\?q=Kesten/.test(p.page.url()), "the search field searches", p.page.url());
    ok(await p.page.locator("main a[href^='/articles/'], main a[href^='/stories/']").count() > 0, "and finds");
    ok(await p.page.locator(".find input").inputValue() === "Kesten", "and keeps what was asked");
    none(p.taken(), "without script nothing goes wrong");
}

const ground = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

async function chooseTheme(p, site) {
    await p.page.goto(site.url + "/about");
    const light = await ground(p.page);
    await p.page.locator("#theme-dark").check();
    await p.page.locator("form.theme button").click();
    ok(p.page.url() === site.url + "/about", "the choice of appearance comes back to the page", p.page.url());
    ok(await ground(p.page) !== light, "which is dark now");
    await p.page.goto(site.url + "/stories/s1");
    ok(await ground(p.page) !== light && await p.page.locator("#theme-dark").isChecked(), "and so are the others");
    await p.page.locator("#theme-auto").check();
    await p.page.locator("form.theme button").click();
    ok(await ground(p.page) === light, "until the system decides again");
}

async function onPaper(p, site) {
    for (const path of ["/", "/stories/s1", "/articles/a1"]) {
        await p.page.emulateMedia({ media: "print", colorScheme: "dark" });
        await p.page.goto(site.url + path);
        ok(await ground(p.page) === "rgb(255, 255, 255)", `${path} prints on white`, await ground(p.page));
        ok(!await p.page.locator(".find").isVisible() && !await p.page.locator("form.theme").isVisible(), `${path} prints without forms`);
    }
    const pages = await p.page.pdf({ format: "A4" });
    ok(pages.length > 5000 && pages.subarray(0, 5).toString() === "%PDF-", "an article prints");
    await p.page.emulateMedia({ media: "screen", colorScheme: "light" });
}

async function forcedColours(p, site) {
    await p.page.emulateMedia({ forcedColors: "active" });
    for (const path of ["/", "/stories/s1"]) {
        await p.page.goto(site.url + path);
        const same = await p.page.evaluate(() => [...document.querySelectorAll(".strip u.f, .btn")].filter(e => {
            const style = getComputedStyle(e);
            return style.backgroundColor === getComputedStyle(document.body).backgroundColor && style.borderTopWidth === "0px";
        }).length);
        ok(same === 0, `${path}: in forced colours what is filled can be told from its ground`, `${same} cannot`);
    }
    await p.page.emulateMedia({ forcedColors: "none" });
}

export default async function test(browser) {
    const site = await serve("day.db");
    for (const [name, viewport] of [["wide", WIDE], ["phone", PHONE]]) {
        const p = await openPage(browser, site, { javaScriptEnabled: false, viewport });
        await attempt(`without script, ${name}`, () => clickThrough(p, site));
        await attempt(`appearance without script, ${name}`, () => chooseTheme(p, site));
        await p.close();
    }
    const p = await openPage(browser, site);
    await attempt("on paper", () => onPaper(p, site));
    await attempt("forced colours", () => forcedColours(p, site));
    await p.close();
    await site.close();
}
