/** How a training report looks: light or dark as the reader's system is, one column on a phone, two beside each other. */

// Blue and orange are told apart with any colour vision (Okabe and Ito 2008).
export const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf8; --card: #fff; --ink: #1d2126; --quiet: #5c6570; --rule: #e3e0da;
  --positive: #0067a8; --negative: #c2500a; --accent: #6b3fa0; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #15181c; --card: #1d2126; --ink: #e8e6e1; --quiet: #a3abb5; --rule: #343a42;
    --positive: #63b3ed; --negative: #f6995c; --accent: #c4a1f0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .3rem; }
h3 { font-size: 1rem; margin: 0 0 .6rem; }
p { margin: .3rem 0 .8rem; max-width: 44rem; }
.lead { font-size: 1.08rem; }
.quiet, figcaption { color: var(--quiet); }
dl.facts { display: flex; flex-wrap: wrap; gap: .5rem 1.8rem; margin: 1rem 0 0; }
dl.facts div { min-width: 5rem; }
dt { color: var(--quiet); font-size: .85rem; }
dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.figures { display: grid; gap: 1rem; align-items: start; margin-top: .8rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); }
figure { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--rule); border-radius: .6rem; }
figcaption { font-size: .92rem; margin-top: .6rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 11px; fill: var(--quiet); font-variant-numeric: tabular-nums; }
.grid { stroke: var(--rule); }
.base { stroke: var(--quiet); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.line.raw { stroke-width: 1; opacity: .35; }
.line.training, .dot.training { stroke: var(--ink); } .dot { stroke: none; } .dot.training { fill: var(--ink); }
.line.validation { stroke: var(--accent); } .dot.validation { fill: var(--accent); }
.line.rank { stroke: var(--accent); stroke-dasharray: 5 4; } .dot.rank { fill: var(--accent); }
.line.positive { stroke: var(--positive); } .dot.positive { fill: var(--positive); }
.line.negative { stroke: var(--negative); } .dot.negative { fill: var(--negative); }
.band { opacity: .2; } .band.positive { fill: var(--positive); } .band.negative { fill: var(--negative); }
.mark { stroke: var(--quiet); stroke-dasharray: 2 3; }
.bars { opacity: .62; shape-rendering: crispEdges; }
.bars.positive { fill: var(--positive); } .bars.negative { fill: var(--negative); }
.legend { margin: .5rem 0 0; font-size: .9rem; display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
.key::before { content: ""; display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem;
  border-radius: .2rem; vertical-align: -.08rem; background: currentColor; }
.key.training { color: var(--ink); } .key.validation, .key.rank { color: var(--accent); }
.key.rank::before { border-radius: 0; height: 0; border-top: 2px dashed; background: none; vertical-align: .25rem; }
.key.positive { color: var(--positive); } .key.negative { color: var(--negative); }
.thread { stroke-width: 1.5; } .thread.positive { stroke: var(--positive); stroke-width: 2.5; }
.thread.negative { stroke: var(--negative); stroke-dasharray: 3 4; opacity: .7; } .thread.word { stroke: var(--rule); }
.trail { fill: none; stroke: var(--quiet); stroke-width: 1; opacity: .45; }
.trail.anchor { stroke: var(--accent); } .trail.positive { stroke: var(--positive); }
.trail.negative { stroke: var(--negative); }
.item path { fill: var(--quiet); stroke: var(--card); stroke-width: 1.5; }
.item.anchor path { fill: var(--accent); } .item.positive path { fill: var(--positive); }
.item.negative path { fill: var(--negative); }
.item text { fill: var(--card); font-weight: 700; }
.item.word path { fill: var(--positive); stroke: none; }
.item.word text { fill: var(--ink); font-weight: 400; paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
figure.whole { grid-column: 1 / -1; }
figure.whole .picture { max-width: 44rem; margin: 0 auto; }
@media (min-width: 48rem) { .item.word text { font-size: 7.5px; stroke-width: 2px; } .item.word path { scale: .7; } }
.texts { list-style: none; margin: .6rem 0 0; padding: 0; font-size: .88rem; }
.texts li { display: grid; grid-template-columns: 1.5rem 1fr 4.6rem; gap: .5rem; align-items: center;
  padding: .25rem 0; border-top: 1px solid var(--rule); }
.sign { width: 1.4rem; height: 1.4rem; line-height: 1.4rem; text-align: center; border-radius: .25rem;
  color: var(--card); background: var(--negative); font-weight: 700; font-size: .8rem; }
.anchor .sign { background: var(--accent); } .positive .sign { background: var(--positive); border-radius: 50%; }
.texts .text { overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  overflow: hidden; }
.texts .anchor .text { grid-column: 2 / 4; }
.cosine { text-align: right; padding: 0 .3rem; font-variant-numeric: tabular-nums; border-radius: .2rem;
  background: linear-gradient(to right, color-mix(in srgb, var(--negative) 28%, transparent) calc(var(--cosine) * 100%),
    transparent 0); }
.positive .cosine { background: linear-gradient(to right, color-mix(in srgb, var(--positive) 28%, transparent)
  calc(var(--cosine) * 100%), transparent 0); }
.player { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .9rem; position: sticky; top: 0; z-index: 1;
  padding: .6rem 0; background: var(--paper); }
.player[hidden] { display: none; }
.player button { font: inherit; font-weight: 600; min-width: 5.5rem; min-height: 2.6rem; cursor: pointer;
  border: 1px solid var(--quiet); border-radius: .5rem; background: var(--card); color: var(--ink); }
.player input { flex: 1 1 9rem; min-width: 6rem; height: 2.6rem; margin: 0; accent-color: var(--positive); }
.player output { min-width: 9rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
details { margin-top: 2rem; } summary { cursor: pointer; font-weight: 600; padding: .4rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .9rem .25rem 0; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
@media print { .player { display: none; } figure { break-inside: avoid; } }
`
