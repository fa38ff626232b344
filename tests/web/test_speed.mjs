// A story of 40 reports: how large its page is, and how soon one sees it (told, not judged).
import { PHONE, openPage, serve } from "./site.mjs";
import { none, ok } from "./tap.mjs";

const MOST = 300_000, TIMES = 5;
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// Style and script included, each counted as it comes over the wire and as it is.
const weigh = page => page.evaluate(() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(e => ({ name: e.name.replace(location.origin, ""), sent: e.transferSize, whole: e.decodedBodySize })));

const paint = page => page.evaluate(() => new Promise(resolve => {
    const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
    const wait = () => seen() ? resolve(seen().startTime) : setTimeout(wait, 10);
    wait();
}));

// Milliseconds until something is seen; `again`: in a browser that has shown the page before.
async function paints(browser, site, path, options, again) {
    const times = [], problems = [];
    let p = await openPage(browser, site, options);
    for (let i = 0; i < TIMES; i++) {
        await p.page.goto(site.url + path, { waitUntil: "load" });
        if (!again || i)
            times.push(await paint(p.page));
        if (again)
            continue;
        problems.push(...p.taken());
        await p.close();
        p = await openPage(browser, site, options);           // nothing cached
    }
    problems.push(...p.taken());
    await p.close();
    none(problems, `${path}: nothing goes wrong`);
    return median(times).toFixed(0);
}

async function weighed(browser, site) {
    const p = await openPage(browser, site);                  // the first one compares
    await p.page.goto(site.url + "/stories/s1", { waitUntil: "load" });
    const weights = await weigh(p.page), [page] = weights, sum = key => weights.reduce((all, w) => all + w[key], 0);
    console.log(`# page ${page.whole} bytes, ${page.sent} sent; all ${sum("whole")}, ${sum("sent")} sent`);
    ok(page.whole < MOST, `its page has less than ${MOST} bytes`, `${page.whole}`);
    ok(sum("sent") < MOST, "and with style and script less go over the wire", JSON.stringify(weights));
    ok(await p.page.locator("main .sec").count() >= 5, "and it is all there");
    await p.close();
}

// Times are told, not judged: what a machine has to do besides is not ours.  A small page stands beside the large one.
export default async function test(browser) {
    const site = await serve("large.db");
    await weighed(browser, site);
    for (const [name, options] of [["wide", {}], ["phone", { viewport: PHONE }]])
        for (const path of ["/about", "/stories/s1"]) {
            const first = await paints(browser, site, path, options, false);
            const again = await paints(browser, site, path, options, true);
            console.log(`# first paint of ${path}, ${name}: ${first} ms in a new browser, ${again} ms in one that knows the server (medians of ${TIMES})`);
        }
    await site.close();
}
