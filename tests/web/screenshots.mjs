// The pictures in docs/img: what the server shows of the made reports.
//     make screenshots
import { join } from "node:path";
import { PHONE, WIDE, openBrowser, openPage, serve } from "./site.mjs";

const FOLDER = join(process.env.SYN_ROOT, "docs/img");
const PICTURES = [
    ["front.png", "/", { viewport: { ...WIDE, height: 1150 } }],
    ["story-page.png", "/stories/s1", { viewport: { ...WIDE, height: 1500 } }],
    ["story-phone.png", "/stories/s1", { viewport: { ...PHONE, height: 1700 } }],
    ["story-dark.png", "/stories/s1", { viewport: { ...WIDE, height: 1000 }, colorScheme: "dark" }],
    ["article.png", "/articles/a1", { viewport: { ...WIDE, height: 1000 } }],
    ["beside.png", "/stories/s1", { viewport: { ...WIDE, height: 900 } }, openBeside],
    ["compare.png", "/compare", { viewport: { ...WIDE, height: 1000 } }, compare],
];
const TEXTS = `Ferry Orm Star runs aground off Lisk

The ferry Orm Star ran aground off Lisk on 6 May 2031, shortly after midnight. 14 people were injured, the harbour master Anna Brandt said.

"We heard the keel scream," said the passenger Jon Vik, who was carried ashore by fishermen. The ferry was on its way from Halden with 120 passengers.

---

Captain of Orm Star questioned after grounding

Police questioned the captain of the ferry Orm Star, Lars Holm, for six hours on 6 May 2031. The ship had struck the rocks off Lisk in the night. The hospital of Lisk treated 17 people who were injured.

"The light on the rock was out," Holm's lawyer, Eva Strand, told reporters. The shipping office said the lighthouse had been serviced in April.

---

Orm Star: passagers évacués au large de Lisk

Le ferry Orm Star s'est échoué au large de Lisk le 6 mai 2031. 14 personnes ont été blessées, a déclaré la capitaine du port, Anna Brandt. Une nappe de gazole de deux kilomètres dérive vers la côte, selon les garde-côtes.
`;

async function openBeside(page) {
    await page.locator("#differences a.beside").first().click();
    await page.waitForSelector("dialog.over[open]");
}

async function compare(page) {
    await page.fill("form.drop textarea", TEXTS);
    await page.locator("form.drop button").first().click();
    await page.waitForLoadState();
}

const chromium = await openBrowser();
const site = await serve("day.db");
let wrong = 0;
for (const [file, path, options, act] of PICTURES) {
    const p = await openPage(chromium.browser, site, options);
    await p.page.goto(site.url + path);
    if (act)
        await act(p.page);
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
