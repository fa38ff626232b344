// Every page, in both themes, wide and on a phone: nothing goes wrong, nothing sticks out, axe-core has nothing to say.
import { WIDE, PHONE, axe, layOut, openPage, serve } from "./site.mjs";
import { attempt, none, ok } from "./tap.mjs";

// Links of each kind, as the pages themselves give them.
const KINDS = [
    ["story", "/", /^\/stories\/s\d+$/],
    ["side by side: a claim", "story", /^\/stories\/s\d+\/claims\/\d+$/],
    ["side by side: a quote", "story", /^\/stories\/s\d+\/quotes\/\d+$/],
    ["side by side: a difference", "story", /^\/stories\/s\d+\/differences\/\d+$/],
    ["side by side: the timeline", "story", /^\/stories\/s\d+\/timeline\/\d+$/],
    ["side by side: a copy and its source", "story", /^\/stories\/s\d+\/lineage\/\d+$/],
    ["log of a story", "story", /^\/stories\/s\d+\/log$/],
    ["article", "story", /^\/articles\/a\d+(#|$)/],
    ["a place in an article", "story", /^\/articles\/a\d+\?at=/],
    ["outlet", "/outlets", /^\/outlets\/\d+$/],
    ["name", "/names", /^\/names\/[^/?]+$/],
];
const FIXED = [["front", "/"], ["front of a day", "/?day=2031-05-05"], ["front, filtered", "/?min=2&conflicts=1&order=newest"],
               ["outlets", "/outlets"], ["names", "/names"], ["search", "/search?q=Kesten"], ["search, nothing found", "/search?q=zzyzx"],
               ["search, nothing asked", "/search"], ["sources", "/sources"], ["about", "/about"], ["compare", "/compare"],
               ["enter", "/enter"]];
const ERRORS = [["no such page", "/nothing", 404], ["no such story", "/stories/s999", 404], ["no such article", "/articles/a999", 404],
                ["no such day", "/?day=2031-02-30", 400], ["no such claim", "/stories/s1/claims/999", 404]];
const LOOKS = [["light, wide", WIDE, "light"], ["dark, wide", WIDE, "dark"], ["light, phone", PHONE, "light"],
               ["dark, phone", PHONE, "dark"]];

const linksOf = page => page.$$eval("a[href]", as => as.map(a => a.getAttribute("href")));

// [name, path] of every page; what no page links to is missing.
async function findPages(p, site) {
    const pages = [...FIXED], at = { story: "/stories/s1" }, missing = [];
    for (const [name, from, pattern] of KINDS) {
        await p.page.goto(site.url + (at[from] || from));
        const link = (await linksOf(p.page)).map(h => h.replace(site.url, "")).find(h => pattern.test(h));
        if (link)
            pages.push([name, at[name] = link]);
        else
            missing.push(`${name}: no link to one on ${at[from] || from}`);
    }
    none(missing, "every kind of page is linked to");
    const versions = (await linksOf(p.page)) && "/articles/a1/changes?from=1&to=2";
    pages.push(["changes", versions], ["an earlier version", "/articles/a1?version=1"]);
    return pages;
}

const widest = page => page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0)
        return [];
    const limit = document.documentElement.clientWidth + 1;
    const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > limit && !e.closest(".scroll"));
    return [`${over} px`, ...out.slice(-4).map(e => `${e.tagName}.${e.className.baseVal ?? e.className}: ${e.textContent.trim().slice(0, 60)}`)];
});

const shape = page => page.evaluate(() => {
    const wrong = [], all = s => [...document.querySelectorAll(s)];
    if (!/\S.* – synoptic$/.test(document.title))
        wrong.push(`title: ${document.title}`);
    for (const [what, least, most] of [["h1", 1, 1], ["main", 1, 1], ["body > header", 1, 1], ["body > footer", 1, 1]])
        if (all(what).length < least || all(what).length > most)
            wrong.push(`${all(what).length} ${what}`);
    let level = 0;
    for (const h of all("h1, h2, h3, h4, h5, h6")) {
        const n = Number(h.tagName[1]);
        if (n > level + 1)
            wrong.push(`h${n} behind h${level}: ${h.textContent.trim().slice(0, 60)}`);
        level = n;
    }
    const ids = all("[id]").map(e => e.id);
    for (const id of new Set(ids.filter((v, i) => ids.indexOf(v) !== i)))
        wrong.push(`id twice: ${id}`);
    for (const a of all("a[href^='#']"))
        if (a.getAttribute("href").length > 1 && !document.getElementById(decodeURIComponent(a.hash.slice(1))))
            wrong.push(`leads nowhere: ${a.getAttribute("href")}`);
    if (all("[style], [onclick], [onload], [onmouseover]").length)
        wrong.push("inline style or script");
    if (document.documentElement.lang !== "en")
        wrong.push(`lang of the page: ${document.documentElement.lang}`);
    return wrong;
});

// `links`: Map of address to the page it stands on; filled, and titles and headings looked at, where it is given.
async function look(p, site, name, path, status, lookName, links) {
    p.expect(status);
    const answer = await p.page.goto(site.url + path, { waitUntil: "load" });
    const wrong = p.taken();
    if (answer.status() !== (status || 200))
        wrong.push(`status ${answer.status()}`);
    none(wrong, `${name} (${lookName}): nothing goes wrong`);
    await layOut(p.page);
    none(await widest(p.page), `${name} (${lookName}): nothing sticks out`);
    none(await axe(p.page), `${name} (${lookName}): axe-core`);
    if (!links)
        return;
    none(await shape(p.page), `${name}: title, landmarks, headings, anchors`);
    for (const href of status ? [] : await p.page.$$eval("a[href], link[href]", as => as.map(a => a.href)))
        if (href.startsWith(site.url + "/"))
            links.set(href.replace(/#.*/, ""), path);
}

// 320 px is what 1280 px are at a zoom of 400 %.
async function reflow(p, name) {
    await p.page.setViewportSize({ width: 320, height: 640 });
    none(await widest(p.page), `${name}: fits into 320 px`);
    await p.page.setViewportSize(PHONE);
}

async function lookAtAll(browser, site, pages, [lookName, viewport, colorScheme], links) {
    const p = await openPage(browser, site, { viewport, colorScheme });
    for (const [name, path, status] of pages)
        await attempt(`${name} (${lookName}) is looked at`, async () => {
            await look(p, site, name, path, status, lookName, links);
            if (lookName === "light, phone")
                await reflow(p, name);
        });
    await p.close();
}

// Every link within the site, of every page, answers.
async function followLinks(browser, site, links) {
    const p = await openPage(browser, site), broken = [];
    for (const [href, from] of links) {
        const answer = await p.context.request.get(href, { maxRedirects: 3 });
        if (answer.status() >= 400)
            broken.push(`${answer.status()} ${href.replace(site.url, "")} (on ${from})`);
    }
    none(broken, `all ${links.size} links lead somewhere`);
    ok(links.size > 50, "and there are many", String(links.size));
    await p.close();
}

async function lookAtEmpty(browser) {
    const site = await serve("empty.db");
    const p = await openPage(browser, site, { viewport: PHONE });
    for (const [name, path] of FIXED)
        await look(p, site, name, path, undefined, "empty store");
    await p.close();
    await site.close();
}

export default async function test(browser) {
    const site = await serve("day.db");
    const p = await openPage(browser, site);
    const pages = [...await findPages(p, site), ...ERRORS];
    await p.close();
    const links = new Map();
    const queue = [...LOOKS];
    const worker = async () => {
        for (let one = queue.shift(); one; one = queue.shift())
            await lookAtAll(browser, site, pages, one, one === LOOKS[0] ? links : undefined);
    };
    await Promise.all([worker(), worker()]);
    await followLinks(browser, site, links);
    ok(await site.close() === 0, "the server ends well", site.said());
    await lookAtEmpty(browser);
}
