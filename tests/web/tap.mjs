// TAP for tests in a browser: what was asked, what came, and a count at the end.
let count = 0, failed = 0, skipped = 0;

export function good(name) { console.log(`ok ${++count} - ${name}`); }

export function bad(name, ...details) {
    failed++;
    console.log(`not ok ${++count} - ${name}`);
    for (const line of details.flat().slice(0, 12))
        console.log(`#   ${String(line).slice(0, 400)}`);
}

export function ok(holds, name, ...details) { holds ? good(name) : bad(name, ...details); }

export function skip(name, why) { skipped++; console.log(`ok ${++count} - ${name} # SKIP ${why}`); }

// `problems`: what is wrong, a line each; none is good.
export function none(problems, name) { ok(problems.length === 0, name, problems); }

// A test that throws is one that failed.
export async function attempt(name, test) {
    try { await test(); } catch (error) { bad(name, String(error.stack || error).split("\n")); }
}

export function finish() {
    console.log(`1..${count}`);
    if (skipped)
        console.log(`${skipped} skipped`);
    console.log(`${count - failed - skipped} passed, ${failed} failed`);
    return failed ? 1 : 0;
}
