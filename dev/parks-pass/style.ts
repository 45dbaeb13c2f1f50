/** A file of its own: the pages allow no style and no script inside them. */
export const style = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif;
  --paper: #fff; --ink: #1b1b1b; --panel: #eef5ec; --brand: #2a5d23; --brand-ink: #fff;
  --header: #8b0a03; --claims: #54278f; --signature: #00466b; --good: #19621d; --bad: #a01010; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #151a14; --ink: #f0f0f0; --panel: #22301f; --brand: #9bd08f; --brand-ink: #151a14;
  --header: #f5a59e; --claims: #cbb6ef; --signature: #86c5ee; --good: #86d88a; --bad: #f5a59e; } }
body { margin: 0; background: var(--paper); color: var(--ink); }
header > div, main { max-width: 50rem; margin: 0 auto; padding: 1rem; }
header { background: var(--brand); color: var(--brand-ink); }
header a { color: inherit; }
header p { margin: 0; }
.name { font-size: 1.5rem; font-weight: bold; }
h1 { font-size: 2rem; line-height: 1.2; }
h2 { margin: 2rem 0 0.5rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.notice { background: var(--panel); border-left: 0.5rem solid var(--brand); padding: 0.75rem 1rem; }
button { font: inherit; font-weight: bold; min-height: 2.75rem; padding: 0.5rem 1.25rem; cursor: pointer;
  background: var(--paper); color: var(--brand); border: 2px solid var(--brand); border-radius: 0.25rem; }
button.main { background: var(--brand); color: var(--brand-ink); }
.actions form { margin: 0.75rem 0; }
.actions p { margin: 0.25rem 0 0; }
dt { font-weight: bold; }
dd { margin: 0 0 0.75rem; overflow-wrap: anywhere; }
.checks { list-style: none; padding: 0; }
.checks li { border-top: 1px solid; padding: 0.5rem 0; overflow-wrap: anywhere; }
.passed strong, .verdict.passed { color: var(--good); }
.failed strong, .verdict.failed { color: var(--bad); }
.verdict { font-weight: bold; }
.token, pre { background: var(--panel); padding: 1rem; overflow-wrap: anywhere; white-space: pre-wrap; }
.token, pre, code { font-family: ui-monospace, monospace; font-size: 0.9rem; }
.part-header { color: var(--header); }
.part-claims { color: var(--claims); }
.part-signature { color: var(--signature); }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
caption { text-align: left; font-weight: bold; padding: 1rem 0 0.25rem; }
th, td { text-align: left; vertical-align: top; border-top: 1px solid; padding: 0.5rem; overflow-wrap: anywhere; }
th:first-child { width: 22%; }
:focus-visible { outline: 0.25rem solid #2491ff; outline-offset: 0.125rem; }
`;
