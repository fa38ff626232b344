// The pictures in docs/img: what the server shows of the made reports.
//     make screenshots
import { join } from "node:path";
import { PHONE, WIDE, openBrowser, openPage, serve } from "./site.mjs";

const FOLDER = join(process.env.SYN_ROOT, "docs/img");
const PICTURES = [
    ["front.png", "/", { viewport: { ...WIDE, height: 1150 } }],
    ["story-page.png", "/stories/s1", { viewport: { ...WIDE, height: 1800 } }],
    ["story-phone.png", "/stories/s1", { viewport: { ...PHONE, height: 1700 } }],
    ["story-dark.png", "/stories/s1", { viewport: { ...WIDE, height: 1000 }, colorScheme: "dark" }],
    ["article.png", "/articles/a1", { viewport: { ...WIDE, height: 1000 } }],
    ["beside.png", "/stories/s1/differences/1", { viewport: { ...WIDE, height: 800 } }],
    ["compare.png", "/compare", { viewport: { ...WIDE, height: 700 } }],
];

const chromium = await openBrowser();
const site = await serve("day.db");
let wrong = 0;
for (const [file, path, options] of PICTURES) {
    const p = await openPage(chromium.browser, site, options);
    await p.page.goto(site.url + path);
    await p.page.screenshot({ path: join(FOLDER, file) });
    for (const problem of p.taken()) {
        wrong++;
        console.error(`${file}: ${problem}`);
    }
    await p.close();
    console.log(`docs/img/${file}`);
}
await chromium.close();
await site.close();
process.exit(wrong ? 1 : 0);
