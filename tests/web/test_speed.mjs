// A story of 40 reports: how large its page is, and how soon one sees it.
import { cpus, loadavg } from "node:os";
import { PHONE, openPage, serve } from "./site.mjs";
import { none, ok, skip } from "./tap.mjs";

const MOST = 300_000, PAINTED_MS = 200, TIMES = 5;
const ROUNDS = 4;      // a machine that has other things to do gets another chance

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// Style and script included, each counted as it comes over the wire and as it is.
const weigh = page => page.evaluate(() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(e => ({ name: e.name.replace(location.origin, ""), sent: e.transferSize, whole: e.decodedBodySize })));

const paint = page => page.evaluate(() => new Promise(resolve => {
    const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
    const wait = () => seen() ? resolve(seen().startTime) : setTimeout(wait, 10);
    wait();
}));

async function paints(browser, site, options) {
    const times = [], problems = [];
    for (let i = 0; i < TIMES; i++) {
        const p = await openPage(browser, site, options);     // nothing cached
        await p.page.goto(site.url + "/stories/s1", { waitUntil: "load" });
        times.push(await paint(p.page));
        problems.push(...p.taken());
        await p.close();
    }
    none(problems, "a story of 40 reports: nothing goes wrong");
    return times;
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

export default async function test(browser) {
    const site = await serve("large.db");
    await weighed(browser, site);
    for (const [name, options] of [["wide", {}], ["phone", { viewport: PHONE }]]) {
        let times = [Infinity];
        for (let round = 0; round < ROUNDS && median(times) >= PAINTED_MS; round++) {
            times = await paints(browser, site, options);
            console.log(`# first paint, ${name}: ${times.map(t => t.toFixed(0)).join(", ")} ms`);
        }
        const what = `a story of 40 reports is seen within ${PAINTED_MS} ms, ${name}`;
        if (median(times) >= PAINTED_MS && loadavg()[0] > 3 * cpus().length)
            skip(what, `others wait for the processors, too: load ${loadavg()[0].toFixed(0)}`);
        else
            ok(median(times) < PAINTED_MS, what, times.join(", "));
    }
    await site.close();
}
