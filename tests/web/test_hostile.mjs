// Reports that mean harm: whatever stands in them is shown as text, on every page that shows it.
import { openPage, serve } from "./site.mjs";
import { attempt, none, ok } from "./tap.mjs";

const PAGES = 60, ARTICLES = 26;     // some of the reports come under one address: versions

// Nothing of a report became an element, an address, or ran.
const harmed = page => page.evaluate(() => {
    const wrong = [], all = s => [...document.querySelectorAll(s)];
    if (globalThis.harmed)
        wrong.push(`ran: ${globalThis.harmed}`);
    for (const e of all("iframe, object, embed, base, meta[http-equiv], img, body style, body link, main script, [style]"))
        wrong.push(`element: ${e.outerHTML.slice(0, 200)}`);
    for (const e of all("script, link[rel=stylesheet]"))
        if (new URL(e.src || e.href, location).host !== location.host)
            wrong.push(`from elsewhere: ${e.outerHTML.slice(0, 200)}`);
    for (const e of all("a[href], form[action], use[href]")) {
        const to = e.getAttribute("href") ?? e.getAttribute("action");
        if (/^[\s\0]*(javascript|data|vbscript|file):/i.test(to) || (to.startsWith("//")))
            wrong.push(`address: ${to.slice(0, 200)}`);
        if (e.tagName === "FORM" && new URL(to, location).host !== location.host)
            wrong.push(`form: ${to.slice(0, 200)}`);
    }
    for (const e of all("*"))
        for (const a of e.attributes)
            if (/^on/i.test(a.name) || !/^[a-z][a-z0-9:-]*$/i.test(a.name))
                wrong.push(`attribute ${a.name} of ${e.tagName}`);
    if (/(^|[^0-9])49([^0-9]|$)/.test([...all("h1, h2, h3")].map(e => e.textContent).join(" ")))
        wrong.push("a template ran");
    return wrong;
});

async function look(p, site, path, violations) {
    const answer = await p.page.goto(site.url + path);
    const wrong = [...p.taken(), ...await harmed(p.page), ...violations.splice(0)];
    if (answer.status() >= 400)
        wrong.push(`status ${answer.status()}`);
    const over = await p.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0)
        wrong.push(`${over} px stick out`);
    const text = await p.page.content();
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
        wrong.push("control characters");
    none(wrong, `${path}: shown as text`);
}

async function reflected(p, site, violations) {
    const harm = encodeURIComponent("\"><script>window.harmed=20</script>");
    for (const path of [`/search?q=${harm}`, `/names?q=${harm}`, `/names/${harm}`, `/?day=${harm}`, `/?lang=${harm}`, `/?from=${harm}`,
                        `/stories/${harm}`, `/articles/${harm}`, `/${harm}`, `/outlets/${harm}`, `/articles/a1?at=${harm}`]) {
        const answer = await p.page.goto(site.url + path);
        p.taken();
        none([...await harmed(p.page), ...violations.splice(0)], `${path.slice(0, 40)}: what was asked is text (${answer.status()})`);
    }
}

// Bidi controls of a report end where it ends: what stands behind is not turned round.
async function turned(p, site) {
    await p.page.goto(site.url + "/outlets");
    const loose = await p.page.evaluate(() => {
        const wrong = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let n = walker.nextNode(); n; n = walker.nextNode())
            if (/[\u202a-\u202e\u2066-\u2069]/.test(n.data) && !n.parentElement.closest("bdi, [dir], input, textarea"))
                wrong.push(n.parentElement.outerHTML.slice(0, 160));
        return wrong;
    });
    none(loose, "names with turning signs stand apart");
}

export default async function test(browser) {
    const site = await serve("hostile.db");
    const p = await openPage(browser, site);
    const violations = [];
    await p.context.exposeBinding("toldOfViolation", (_, what) => violations.push(`policy: ${what}`));
    await p.context.addInitScript(() => addEventListener("securitypolicyviolation", e =>
        globalThis.toldOfViolation(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`)));
    const paths = ["/", "/stories/s1", "/stories/s2", "/outlets", "/names", "/search?q=Gorm", "/search?q=tower", "/sources", "/stories/s1/log"];
    for (let i = 0; i < paths.length && paths.length < PAGES; i++) {     // and what they lead to
        await p.page.goto(site.url + paths[i]);
        p.taken();
        const kinds = new Map();
        for (const href of await p.page.$$eval("main a[href^='/']", as => as.map(a => a.getAttribute("href").replace(/#.*/, "")))) {
            const kind = href.replace(/\d+/g, "0").replace(/names\/.*/, "names");
            kinds.set(kind, (kinds.get(kind) || 0) + 1);
            if (kinds.get(kind) <= 4 && !/atom|^\/api\//.test(href) && !paths.includes(href))
                paths.push(href);
        }
    }
    for (const path of paths.slice(0, PAGES))
        await attempt(`${path} is looked at`, () => look(p, site, path, violations));
    for (let article = 1; article <= ARTICLES; article++)
        await attempt(`a${article} is looked at`, () => look(p, site, `/articles/a${article}`, violations));
    await attempt("versions are looked at", () => look(p, site, "/articles/a1/changes?from=1&to=2", violations));
    await reflected(p, site, violations);
    await attempt("turning signs", () => turned(p, site));
    await p.close();
    ok(await site.close() === 0, "the server ends well", site.said());
}
