/** Served as a file of its own: the pages allow no style and no script inside them. */
export const STYLE = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main, .warning > div { max-width: 42rem; margin: 0 auto; padding: 1rem; }
.warning { background: #ffe066; color: #1b1b1b; border-bottom: 0.5rem dashed #b50909; }
h1 { font-size: 2.25rem; line-height: 1.1; margin: 0.5rem 0; overflow-wrap: anywhere; }
fieldset { border: 2px solid; margin: 0 0 1.5rem; padding: 0.5rem 1rem; min-width: 0; }
legend, label.question { font-weight: bold; padding: 0 0.25rem; }
.person { display: flex; gap: 0.75rem; align-items: center; min-height: 2.75rem; padding: 0.25rem 0; }
.person input { flex: none; width: 1.5rem; height: 1.5rem; }
.person label { overflow-wrap: anywhere; min-width: 0; }
select, button { display: block; font: inherit; min-height: 2.75rem; margin: 0.5rem 0 1.5rem; }
select { max-width: 100%; }
button { padding: 0.5rem 2rem; font-weight: bold; }
code { overflow-wrap: anywhere; }
a { display: inline-block; min-height: 1.75rem; }
.warning a { color: #1b1b1b; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
:focus-visible { outline: 0.25rem solid #2491ff; outline-offset: 0.125rem; }
.warning :focus-visible { outline-color: #1b1b1b; }
`;
