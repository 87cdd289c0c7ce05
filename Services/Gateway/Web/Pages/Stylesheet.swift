/// The one stylesheet: quiet, light or dark as the reader's system is, and readable from 320 pixels on.
enum Stylesheet {
  static let text = """
    :root { --ink: #23262b; --soft: #5c636e; --paper: #fcfcfa; --tint: #f2f1ec; --line: #d9d7cf;
      --link: #1f5a8a; --mark: #ffe9a8; --error: #9c2f2f; --high: #a4531a; --medium: #7a6a1c; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e4e3de; --soft: #a2a7af; --paper: #17191c; --tint: #212429; --line: #363a41;
        --link: #8ebfe8; --mark: #5c4a12; --error: #ef8d8d; --high: #f0a873; --medium: #d9c76a; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
    header, main, footer { max-width: 58rem; margin: 0 auto; padding: 1rem; }
    header { color: var(--soft); border-bottom: 1px solid var(--line); }
    header .name { font-weight: 650; color: var(--ink); text-decoration: none; margin-right: .6em; }
    footer { color: var(--soft); border-top: 1px solid var(--line); margin-top: 2rem; }
    footer a { margin-left: .6em; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: .8rem 0; }
    h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
    h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, input:focus-visible, button:focus-visible, .scroll:focus-visible {
      outline: 2px solid var(--link); outline-offset: 2px; }
    form { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; background: var(--tint);
      padding: 1rem; border-radius: .4rem; }
    label { display: flex; flex-direction: column; flex: 1 1 9rem; font-size: .85rem; color: var(--soft); }
    input, button { font: inherit; padding: .4rem .6rem; border: 1px solid var(--line);
      border-radius: .3rem; background: var(--paper); color: var(--ink); min-width: 0; width: 100%; }
    button { width: auto; cursor: pointer; border-color: var(--link); color: var(--link); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; }
    th { text-align: left; font-weight: 500; color: var(--soft); border-bottom: 1px solid var(--line); }
    th, td { padding: .35rem .9rem .35rem 0; vertical-align: top; unicode-bidi: isolate; }
    td { border-bottom: 1px solid var(--tint); overflow-wrap: normal; min-width: 5rem; }
    td:nth-child(n+3) { white-space: nowrap; }
    td:nth-child(2) { font-variant-numeric: tabular-nums; }
    small, .facts { color: var(--soft); font-size: .88rem; }
    article { border-top: 1px solid var(--line); padding: .2rem 0 .6rem; }
    blockquote { margin: .4rem 0; padding: .5rem .9rem; background: var(--tint); overflow: hidden;
      border-left: 3px solid var(--line); unicode-bidi: isolate; font-family: Georgia, "Times New Roman", serif; }
    mark { background: var(--mark); color: inherit; padding: 0 .1em; }
    .notice { border-left: 3px solid var(--high); background: var(--tint); padding: .5rem .9rem; }
    .severity { font-size: .78rem; text-transform: uppercase; letter-spacing: .05em; margin-right: .4em;
      color: var(--soft); }
    .severity.error { color: var(--error); } .severity.high { color: var(--high); }
    .severity.medium { color: var(--medium); }
    .finding ul { margin: .2rem 0; padding-left: 1.2rem; }
    dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .3rem 1rem; }
    dt { color: var(--soft); } dd { margin: 0; unicode-bidi: isolate; }

    """
}
