"""The look of the HTML report: system fonts, two columns that become one, colours for light, dark and paper."""

# A drawn page with its places: the report and the page for editors show it alike.
FACSIMILE = """.page{margin:.25rem 0 .75rem}
.page figcaption{color:var(--faint);font-size:.875rem;text-align:center}
.page svg{width:100%;height:auto;display:block;border:1px solid var(--line);background:#fff;overflow:visible}
.page rect{fill-opacity:.35;stroke:#0006;stroke-width:.5;vector-effect:non-scaling-stroke}
.page .f0{fill:#ffb84d}.page .f1{fill:#6db6ff}.page .f2{fill:#8fdc6f}.page .f3{fill:#b892ff}
.page .f4{fill:#ff8da0}.page .f5{fill:#63d6cf}.page .f6{fill:#ea94d8}.page .f7{fill:#bccb55}
.page .place{fill:none;stroke:#a9201a;stroke-width:2;stroke-dasharray:5 2}
.page circle{fill:#1c1c1a}.page text{fill:#fff;font-family:sans-serif;font-weight:700}
"""
STYLE = (
    """
:root{color-scheme:light dark;--bg:#fff;--soft:#f5f5f3;--ink:#1b1b1a;--faint:#5d5d59;--line:#d9d9d4;--link:#1a56a8;
--error:#b3261e;--warning:#8a5a00;--note:#1f5f99;--unclear:#6b3fa0;--good:#1e6b35;
--f0:#ffe2b8;--f1:#cfe6ff;--f2:#d9f2d0;--f3:#eadcff;--f4:#ffd6dc;--f5:#d3f0ee;--f6:#f7e1f3;--f7:#e6ebc8}
@media screen and (prefers-color-scheme:dark){:root{
--bg:#171716;--soft:#222220;--ink:#ececea;--faint:#a7a7a2;--line:#3b3b38;
--link:#8cbcff;--error:#ff8a80;--warning:#f0b649;--note:#7fbcf2;--unclear:#c9a5f7;--good:#7fd396;
--f0:#5a3d10;--f1:#15406b;--f2:#25501b;--f3:#44296b;--f4:#6b2430;--f5:#174f4c;--f6:#5b2a52;--f7:#47501d}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:1.25rem 1rem 3rem;background:var(--bg);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
h2{font-size:1.15rem;line-height:1.4;margin:0}
h3{font-size:.95rem;color:var(--faint);margin:1.25rem 0 .5rem;font-weight:600}
h4{font-size:1rem;line-height:1.4;margin:0 0 .35rem}
p{margin:.35rem 0}
a{color:var(--link)}
.tiles{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1.25rem;padding:0}
.tiles li{border:1px solid var(--line);border-radius:.4rem;padding:.35rem .75rem;background:var(--soft)}
.tiles b{font-size:1.25rem;font-variant-numeric:tabular-nums}
.tiles .non_compliant b,.tiles .unreadable b{color:var(--error)}
.tiles .unclear b,.tiles .partial b{color:var(--unclear)}
.tiles .compliant b{color:var(--good)}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
th{color:var(--faint);font-weight:600}
.index td:first-child{width:45%}
.index td:last-child{color:var(--faint)}
.badge{display:inline-block;border:1px solid;border-radius:1rem;padding:0 .6rem;font-size:.85rem;font-weight:600;
white-space:nowrap;overflow-wrap:normal}
.badge.non_compliant,.badge.unreadable{color:var(--error)}
.badge.unclear,.badge.partial{color:var(--unclear)}
.badge.compliant{color:var(--good)}
section{border-top:2px solid var(--ink);margin-top:2rem;padding-top:.9rem;scroll-margin-top:.5rem}
h2 .badge{margin-right:.35rem;font-size:.9rem}
.tally{font-weight:600}
.facts,.status,.rule,.cut,.back,footer{color:var(--faint);font-size:.875rem}
.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2rem}
.text{white-space:pre-wrap;line-height:1.8}
.ad>.text{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.75rem 1rem}
.ad>.text+.rest,.ad>.rest+.text{margin-top:.4rem}
mark{color:inherit;padding:.1rem 0;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
mark.f0{background:var(--f0)}mark.f1{background:var(--f1)}mark.f2{background:var(--f2)}mark.f3{background:var(--f3)}
mark.f4{background:var(--f4)}mark.f5{background:var(--f5)}mark.f6{background:var(--f6)}mark.f7{background:var(--f7)}
.tag{display:inline-block;max-width:100%;font-size:.7rem;line-height:1.15;border:1px solid;border-radius:.2rem;
padding:.05rem .25rem;margin:0 .3rem 0 .1rem;vertical-align:.06em;opacity:.85;white-space:normal;user-select:none}
.hit{text-decoration:underline wavy;text-decoration-thickness:1.5px;text-underline-offset:.2em;
text-decoration-skip-ink:none}
.hit.error{text-decoration-color:var(--error)}.hit.warning{text-decoration-color:var(--warning)}
.hit.note{text-decoration-color:var(--note)}.hit.unclear{text-decoration-color:var(--unclear)}
.ref,.number{display:inline-block;min-width:1.3em;border-radius:.65em;padding:0 .3em;text-align:center;font-size:.75rem;
line-height:1.3rem;font-weight:700;background:var(--ink);color:var(--bg);text-decoration:none;user-select:none}
.ref{margin-left:.15rem}.ref.whole{margin:0 .2rem 0 0;background:none;color:inherit;box-shadow:inset 0 0 0 1.5px}
.finding{border:1px solid var(--line);border-left:.3rem solid var(--faint);border-radius:.3rem;padding:.6rem .8rem;
margin:0 0 .75rem;scroll-margin-top:.5rem}
.finding:target{outline:2px solid var(--link)}
.finding.error{border-left-color:var(--error)}.finding.warning{border-left-color:var(--warning)}
.finding.note{border-left-color:var(--note)}.finding.unclear{border-left-color:var(--unclear);border-left-style:dashed}
.finding.waived{opacity:.85;border-left-style:dotted}
.kind{font-size:.85rem}
.error .kind{color:var(--error)}.warning .kind{color:var(--warning)}.note .kind{color:var(--note)}
.unclear .kind{color:var(--unclear)}
.evidence q{background:var(--soft);padding:.05rem .25rem;border-radius:.2rem}
.explained{color:var(--unclear)}
.waiver{font-weight:600}
.law{font-size:.925rem;margin:.5rem 0}
blockquote{margin:.35rem 0;padding:.1rem 0 .1rem .75rem;border-left:2px solid var(--line);color:var(--faint)}
summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.15rem 0}
.rest .text{padding:.5rem 1rem;color:var(--faint);line-height:1.6}
.clean{color:var(--good);font-weight:600}
.fault{color:var(--error);font-weight:600}
dl{margin:0;display:grid;gap:.35rem;grid-template-columns:minmax(0,1fr)}
dt mark{padding:.1rem .35rem;border-radius:.2rem}
dl div{border-bottom:1px solid var(--line);padding-bottom:.35rem}
dt{font-size:.85rem}
dd{margin:.1rem 0 0}
.rules{margin-top:1rem}
.rules td:first-child{width:9rem;color:var(--faint)}
.rules .fail td:first-child{color:var(--error)}.rules .unclear td:first-child{color:var(--unclear)}
.rules .pass td:first-child{color:var(--good)}
footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:.5rem}
@media(min-width:60rem){.columns{grid-template:"ad side" auto "stated side" 1fr/minmax(0,1.1fr) minmax(0,1fr)}
.columns.calm{grid-template-areas:"ad side" "ad stated"}
.ad{grid-area:ad}.side{grid-area:side}.stated{grid-area:stated}}
@media(max-width:40rem){.index thead{display:none}.index tr{display:flex;flex-wrap:wrap;gap:.1rem .6rem;padding:.4rem 0;
border-bottom:1px solid var(--line)}.index td{border:0;padding:0}.index td:first-child{width:100%}
h2 .badge{display:table;margin-bottom:.25rem}}
@media print{:root{color-scheme:light;font-size:10pt}.columns{display:block}body{max-width:none;padding:0}
.more::details-content{content-visibility:visible}.more summary{list-style:none;color:inherit}
mark,.tiles li,.ref,.number{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.finding p,.law,dl div,.index tr{break-inside:avoid}h2,h3,h4{break-after:avoid}.back{display:none}a{color:inherit}
.ad>.text{border-color:#bbb}}
"""
    + FACSIMILE
)
